/**
 * Marks in every protected cell, so that whatever slips out is known for what it is: a text begins with
 * `CANARY-<type>.<field>-<place of the row>`; a number and a day, which cannot hold one, become values that stand nowhere else.
 */
import { getNamedType, isObjectType } from "graphql";
import { isSector } from "../../../subgraphs/register";
import type { District } from "../../support/district";
import { schemas } from "./subgraphSchemas";

export const CANARY = /CANARY-\w+\.\w+-\d+/g;

/** First of the distinctive numbers; nothing synthetic reaches it. */
const NUMBERS = 700_000_000;
const DAY_MS = 86_400_000;

/** Marks every record of every department, past the graph. */
export async function plantCanaries({ local }: Pick<District, "local">): Promise<void> {
  let place = 0;
  for (const { definition, running } of local) {
    if (!isSector(definition)) continue;
    await running.environment.database!.write(async (manager) => {
      const rows = (await manager.query("SELECT id, type, detail FROM record")) as Record<"id" | "type" | "detail", string>[];
      for (const { id, type, detail } of rows) {
        const marked = JSON.stringify(markedDetail(definition.name, type, JSON.parse(detail) as object, ++place));
        const basis = `CANARY-${type}.basisDocNo-${place}`;
        await manager.query("UPDATE record SET detail = ?, basis_doc_no = ? WHERE id = ?", [marked, basis, id]);
      }
    });
  }
}

function markedDetail(sector: string, type: string, detail: object, place: number): object {
  const fields = schemas[sector]!.getType(type);
  if (!isObjectType(fields)) return detail;
  const marked = Object.entries(detail).map(([field, value]) => {
    const scalar = String(getNamedType(fields.getFields()[field]?.type));
    return [field, markedValue(value, scalar, `CANARY-${type}.${field}-${place}`, place)];
  });
  return Object.fromEntries(marked) as object;
}

function markedValue(value: unknown, scalar: string, canary: string, place: number): unknown {
  if (Array.isArray(value)) return value.map((one) => markedValue(one, scalar, canary, place));
  if (value === null || value === undefined) return value;
  if (scalar === "String") return `${canary} ${String(value)}`;
  if (scalar === "Int" || scalar === "Decimal") return NUMBERS + place;
  if (scalar === "Date") return new Date(Date.UTC(1700, 0, 1) + place * DAY_MS).toISOString().slice(0, 10);
  return value;
}

/** A distinctive number or day of ours. */
export function isDistinctive(value: unknown): boolean {
  if (typeof value === "number") return value > NUMBERS;
  return typeof value === "string" && /^1[78]\d\d-\d\d-\d\d$/.test(value);
}
