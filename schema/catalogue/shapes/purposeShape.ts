/**
 * The shape of a purpose, and the rules of safety that hold within one purpose whatever the lead unit decides.
 *
 * Threat: one careless line here opens records to everybody. So SEALED always names a scope, INTERNAL never leaves its
 * owner, `*` goes with PUBLIC alone, `own-sector` reads nothing but its own, and a written authorisation has a ceiling.
 */
import { z } from "zod";
import { SCOPES } from "../../contract/vocabulary";
import type { Purpose } from "../catalogue";
import { bilingual, distinct, months, openness, text, upperCode } from "./atoms";

const category = z.string().regex(/^(\*|[A-Z][A-Z0-9]*(_[A-Z0-9]+)*)$/, "a category's code, or * alone for every category");
const categories = distinct(category).refine(
  (list) => list.length === 1 || !list.includes("*"),
  "* alone, or categories by name",
);

const opennessRule = z.strictObject({
  level: openness,
  category: upperCode.exactOptional(),
  scope: z.enum(SCOPES).exactOptional(),
});

export const purposeShape = z
  .strictObject({
    id: z.string().regex(/^P\d\d$/, "an id like P01"),
    code: upperCode,
    ...bilingual,
    kind: z.enum(["SELF", "STATUTE", "WRITTEN", "CASE", "PUBLIC", "OWN", "AGGREGATE", "EMERGENCY"]),
    basis: text,
    requesterText: text,
    requesters: distinct(text).min(1),
    grantRequesters: distinct(text).min(1).exactOptional(),
    required: categories,
    conditional: categories,
    verdictInputs: distinct(upperCode),
    openness: z.array(opennessRule),
    ownSectorOnly: z.boolean(),
    lookBackMonths: months.nullable(),
    withheldFromPerson: text.exactOptional(),
    dataLife: text,
    grantCeiling: z
      .strictObject({
        uses: z.int().min(1).max(1000),
        validDays: z.int().min(1).max(3660),
        dataLifeDays: z.int().min(1).max(3660),
        categories: distinct(upperCode).min(1),
      })
      .exactOptional(),
    emergency: z.strictObject({ validHours: z.int().min(1).max(72), uses: z.int().min(1).max(100) }).exactOptional(),
  })
  .superRefine((purpose, context) => {
    const expect = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    refuseOpenDoors(purpose, expect);
    refuseEndlessGrants(purpose, expect);
    refuseEndlessEmergencies(purpose, expect);
    refuseTwoAnswers(purpose, expect);
  }) satisfies z.ZodType<Purpose>;

type Expect = (path: (string | number)[], expected: string) => void;

function refuseOpenDoors(purpose: Purpose, expect: Expect): void {
  const { kind, requesters, ownSectorOnly } = purpose;
  purpose.openness.forEach(({ level, scope, category }, at) => {
    if (level === "SEALED" && scope === undefined)
      expect(["openness", at, "scope"], "a scope, because sealed records are never open to all");
    if (level === "INTERNAL" && !ownSectorOnly) expect(["openness", at, "level"], "INTERNAL only where ownSectorOnly is true");
    if (level !== "PUBLIC" && kind === "PUBLIC")
      expect(["openness", at, "level"], "PUBLIC, because anyone may state this purpose");
    if (level === "AUTHORISED" && (kind === "STATUTE" || kind === "EMERGENCY") && category === undefined)
      expect(["openness", at, "category"], "a category, because nobody was asked for his authorisation");
  });
  if (requesters.includes("*") && kind !== "PUBLIC") expect(["requesters"], "no *, which goes with the kind PUBLIC alone");
  if (requesters.includes("self") !== (kind === "SELF")) expect(["requesters"], "self for the kind SELF, and for no other");
  if (requesters.includes("own-sector") && !ownSectorOnly) expect(["ownSectorOnly"], "true, because own-sector may state it");
}

/** An authorisation has a ceiling, and a ceiling belongs to one. */
function refuseEndlessGrants({ kind, grantRequesters, grantCeiling, lookBackMonths }: Purpose, expect: Expect): void {
  if (grantRequesters !== undefined && kind !== "STATUTE")
    expect(["grantRequesters"], "none, because others may state it by law only where the kind is STATUTE");
  const takesGrants = kind === "WRITTEN" || grantRequesters !== undefined;
  if ((grantCeiling !== undefined) !== takesGrants) {
    expect(
      ["grantCeiling"],
      takesGrants ? "a ceiling, because the purpose takes authorisations" : "none, because the purpose takes no authorisations",
    );
  }
  if (grantCeiling !== undefined && lookBackMonths === null)
    expect(["lookBackMonths"], "a number, because a grant has a ceiling");
}

function refuseEndlessEmergencies({ kind, emergency }: Purpose, expect: Expect): void {
  if ((emergency !== undefined) === (kind === "EMERGENCY")) return;
  expect(
    ["emergency"],
    emergency === undefined ? "its hours and looks, because an emergency ends" : "none, but for an emergency",
  );
}

/** A category that a purpose names twice would have two answers. */
function refuseTwoAnswers({ required, conditional, verdictInputs, grantCeiling }: Purpose, expect: Expect): void {
  conditional.forEach((one, at) => {
    if (required.includes(one)) expect(["conditional", at], "a category that is not required already");
  });
  verdictInputs.forEach((one, at) => {
    if (required.includes(one) || conditional.includes(one))
      expect(["verdictInputs", at], "a category that is not open for records");
  });
  grantCeiling?.categories.forEach((one, at) => {
    if ([required, conditional].some((list) => list.includes(one) || list.includes("*"))) return;
    expect(["grantCeiling", "categories", at], "a category that the purpose names as required or conditional");
  });
}
