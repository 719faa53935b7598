/** Random rows of a record type that obey every check but the type's own rules; for property tests. */
import fc from "fast-check";
import { citizenIdCheckCharacter } from "../../../schema/contract/citizenId";
import { addDays } from "../../../schema/contract/legalDay";
import { usccCheckCharacter } from "../../../schema/contract/uscc";
import * as kinds from "../record/kinds";
import type { RecordSpec } from "../record/recordType";
import { carriesPerson, type Column, type RowContent } from "./columns";

const textOf = (maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(..."字𠮷·a9 ,\"'=-（）〔〕;；、"), minLength: 1, maxLength })
    .map((text) => text.trim() || "字");
const day = (first: string, days: number) => fc.nat(days).map((count) => addDays(first, count));

/** Birth before 1990, so that every decision below is a grown-up's. */
export const anyCitizenNumber = fc
  .tuple(day("1940-01-01", 18_000), fc.integer({ min: 900, max: 999 }))
  .map(([birth, sequence]) => {
    const body = `120115${birth.replaceAll("-", "")}${sequence}`;
    return body + citizenIdCheckCharacter(body);
  });
const anyUscc = fc.integer({ min: 0, max: 9_999_999 }).map((serial) => {
  const body = `91120115MA${String(serial).padStart(7, "0")}`;
  return body + usccCheckCharacter(body);
});
const anyName = fc.constantFrom("张示例", "欧阳静", "冯𠮷安", "迪丽娜尔·艾合买提", "么么");

const BY_KIND = new Map<kinds.Kind, fc.Arbitrary<unknown>>([
  [kinds.Text, textOf(30)],
  [kinds.Whole, fc.integer({ min: -2_147_483_647, max: 2_147_483_647 })],
  [kinds.Decimal, fc.integer({ min: -99_999, max: 99_999 }).map((value) => value / 100)],
  [kinds.YesNo, fc.boolean()],
  [kinds.LegalDate, day("2026-06-30", 3000)],
  [kinds.Instant, fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seconds) => new Date(seconds * 1000).toISOString())],
  [kinds.Money, fc.tuple(fc.nat(), fc.nat(99)).map(([yuan, cents]) => `${yuan}.${String(cents).padStart(2, "0")}`)],
  [kinds.CitizenNumber, anyCitizenNumber],
  [kinds.UsccCode, anyUscc],
  [kinds.Division, fc.nat(999_999).map((code) => String(code).padStart(6, "0"))],
  [kinds.HashCode, fc.stringMatching(/^[0-9a-f]{64}$/)],
  [kinds.OpaqueId, fc.stringMatching(/^[0-9A-Za-z_-]{1,26}$/)],
  [kinds.ViolationCode, fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{0,19}$/)],
  [kinds.CauseCode, fc.stringMatching(/^[A-Z0-9][A-Z0-9-]{0,19}$/)],
]);

function anyValue({ name, graphql }: kinds.Kind): fc.Arbitrary<unknown> {
  const known = [...BY_KIND].find(([kind]) => kind.name === name);
  if (known !== undefined) return known[1];
  const given = graphql();
  if (!Array.isArray(given)) return fc.constantFrom(...Object.keys(given as object));
  const part = [...BY_KIND].find(([kind]) => `list of ${kind.name}` === name)?.[1];
  const one = part === undefined ? fc.constantFrom(...Object.keys(given[0] as object)) : part.map(withoutSeparators);
  return fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
}

const withoutSeparators = (value: unknown) =>
  typeof value === "string" ? value.replaceAll(/[、;；]/g, "").trim() || "字" : value;

export function anyContent(spec: RecordSpec, columns: readonly Column[], today: string): fc.Arbitrary<RowContent> {
  const { item } = spec;
  const fields = spec.details.map(({ name, kind, optional }): [string, fc.Arbitrary<unknown>] => {
    const isTerm = item.display.ownMonthsFields?.includes(name);
    const value = name === "fullName" ? anyName : isTerm ? fc.nat(1200) : anyValue(kind);
    return [name, optional ? fc.option(value, { nil: undefined }) : value];
  });
  const detail = fc.record(Object.fromEntries(fields)).map((values) => {
    const kept = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(kept) as Record<string, unknown>;
  });
  const decision = item.creditRecord ? anyDecision(spec) : fc.constant({});
  const own = columns.some(({ name }) => name === "sourceNo") ? textOf(40) : fc.constant(undefined);
  return fc
    .record({ idNumber: anyCitizenNumber, name: anyName, sourceNo: own, detail, decision, decidedOn: day("2024-01-01", 900) })
    .map(({ decision: said, sourceNo, ...rest }) => {
      const content: RowContent = { ...rest, ...(said as object), ...(sourceNo !== undefined && { sourceNo }) };
      if (content.decidedOn! > today) content.decidedOn = today;
      return carriesPerson(spec) ? asPersonOf(content) : content;
    });
}

function anyDecision({ item }: RecordSpec): fc.Arbitrary<Partial<RowContent>> {
  return fc.constantFrom(...item.polarities).chain((polarity) =>
    fc.record({
      polarity: fc.constant(polarity),
      gravity: polarity === "ADVERSE" && item.gravities.length > 0 ? fc.constantFrom(...item.gravities) : fc.constant(null),
      openness: fc.constantFrom(...item.openness.mayBe),
      determiningOrgan: textOf(40),
      determiningOrganCode: fc.option(anyUscc, { nil: null }),
      basisDocNo: polarity === "ADVERSE" ? textOf(40) : fc.option(textOf(40), { nil: null }),
      state: fc.constantFrom("ACTIVE", "DISPUTED", "CORRECTED", "REPAIRED", "REVOKED", "SEALED"),
    }),
  );
}

/** The person's own fields say the same as the row is about. */
function asPersonOf({ idNumber, name, detail, ...rest }: RowContent): RowContent {
  const { sex: _, ...others } = detail;
  return { ...rest, idNumber, name, detail: { ...others, citizenIdNumber: idNumber, fullName: name } };
}
