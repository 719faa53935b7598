/**
 * The internal operation `append`: the gateway says who looked, why, at whom, at what, and what came of it, one entry a
 * person; it gets a receipt when all of it is on disk.
 *
 * Promise: names of persons are keyed here and nowhere else, so that only this subgraph's key leads back. Case number and
 * justifications stand beside the log; the entry commits to them, salted, so that they can be erased and not exchanged.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { ACCESS_OUTCOMES, WITHHELD_FLAG } from "../../../schema/contract/evidence/evidenceEntry";
import { hashOfLeaves, type Receipt } from "../../../schema/contract/evidence/receipt";
import { newId } from "../../kit/newId";
import type { SubgraphEnvironment } from "../../kit/subgraph";
import { auditOf } from "./context";
import { indexed, type KeyedNames } from "./keyedNames";
import type { Draft, Placed } from "./log/sequencer";
import { listedAs } from "./store/entryStore";

const Person = z.strictObject({
  person: z.string().exactOptional(),
  /** Where nobody was found, or nobody was looked for. */
  idNumber: z.string().exactOptional(),
  outcome: z.enum(ACCESS_OUTCOMES),
  code: z.string().exactOptional(),
  flags: z.array(z.string()).exactOptional(),
});

const Payload = z.strictObject({
  request: z.string(),
  askedAt: z.number(),
  agency: z.string().exactOptional(),
  officer: z.string().exactOptional(),
  roots: z.array(z.string()),
  purpose: z.string(),
  grant: z.string().exactOptional(),
  statement: z.string().exactOptional(),
  fields: z.strictObject({ hash: z.string(), text: z.string() }).exactOptional(),
  categories: z.array(z.string()),
  withheld: z.array(z.string()),
  unavailable: z.array(z.string()),
  detail: z.string().exactOptional(),
  answer: z.string().exactOptional(),
  persons: z.array(Person).min(1).max(200),
});

type Look = z.infer<typeof Payload>;

export async function append(environment: SubgraphEnvironment, payload: unknown): Promise<Receipt | object> {
  const look = Payload.parse(payload);
  const { log, receipts } = auditOf(environment);
  const placed = await log.append(draftsOf(look, log.names));
  if (look.answer === undefined) return {};
  const [first] = placed as [Placed, ...Placed[]];
  const shown = { id: first.entry.id, logIndex: first.position, issuedAt: first.entry.at };
  const leaf = hashOfLeaves(placed.map((one) => one.leaf));
  return { ...shown, token: await receipts({ ...shown, count: placed.length, answer: look.answer, leaf }) };
}

const withheldPurposes = new Set(
  loadCatalogue()
    .purposes.filter(({ withheldFromPerson }) => withheldFromPerson !== undefined)
    .map(({ code }) => code as string),
);

function draftsOf(look: Look, names: KeyedNames): Draft[] {
  const { persons, statement, fields, askedAt, officer, grant, detail, ...same } = look;
  const salt = statement === undefined ? null : newId();
  const entry = {
    kind: "ACCESS" as const,
    ...same,
    ...(officer !== undefined && { officer: encodeURIComponent(officer) }),
    // What a client made up is no id of ours; its form is not to spoil the log.
    ...(grant !== undefined && /^[0-9A-Za-z_-]{1,64}$/.test(grant) && { grant }),
    ...(detail !== undefined && { detail: plain(detail) }),
    ...(salt !== null && { statement: commitment(salt, statement!) }),
    ...(fields !== undefined && { fields: fields.hash }),
  };
  return persons.map(({ person, idNumber, outcome, code, flags: marks = [] }) => {
    const name = person === undefined ? undefined : names.person(person);
    const flags = withheldPurposes.has(look.purpose) ? [...marks, WITHHELD_FLAG] : marks;
    return {
      entry: {
        ...entry,
        outcome,
        ...(name !== undefined && { person: name }),
        ...(name === undefined && idNumber !== undefined && { sought: names.sought(idNumber) }),
        ...(code !== undefined && { code }),
        ...(flags.length > 0 && { flags }),
      },
      askedAt,
      index: {
        personKey: name === undefined ? null : indexed(name),
        listed: listedAs({ ...(name !== undefined && { person: name }), purpose: look.purpose, flags }),
        salt,
        statement: statement ?? null,
      },
      ...(fields !== undefined && { fieldSet: fields }),
    };
  });
}

/** What an entry says of the statement beside it. */
export function commitment(salt: string, statement: string): string {
  return `sha256:${createHash("sha256").update(`${salt}\n${statement}`, "utf8").digest("base64url")}`;
}

function plain(detail: string): string {
  return detail.replaceAll(/[^ !#-[\]-~]/g, "?").slice(0, 120) || "?";
}
