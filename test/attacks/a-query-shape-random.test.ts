/**
 * Attacks by shapes that nobody thought of: random operations (fields merged from many places, fragments in fragments,
 * conditions on everything) by random callers for random purposes, each judged by the oracles. A failure names its seed.
 */
import { buildASTSchema, parse } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONDITIONS, randomOperation } from "../../gateway/operation/randomOperation.fixture";
import { projectRoot } from "../../schema/contract/projectRoot";
import { lookupOf, openDistrict, OPENS_WITHIN_MS, type District } from "../support/district";
import { drawing } from "./support/drawing";
import { CAST_SIZE, judge, type Attack } from "./support/oracles";
import { categoryCodes } from "./support/restatedRules";

const RUNS = 160;
const CALLERS: readonly Pick<Attack, "as" | "purpose">[] = [
  { as: "licensing-clerk", purpose: "LICENSING_REVIEW" },
  { as: "civil-service-recruiter", purpose: "CIVIL_SERVICE_RECRUITMENT" },
  { as: "judge", purpose: "COURT_ENFORCEMENT" },
  { as: "investigator", purpose: "INVESTIGATION" },
  { as: "school", purpose: "STUDENT_DECISION" },
  { as: "judge", purpose: "DATA_QUALITY" },
  { as: "investigator", purpose: "PUBLIC_LICENCE_CHECK" },
  { as: "bank", purpose: "BANK_CREDIT" },
];

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 14 });
}, OPENS_WITHIN_MS);
afterAll(() => district.close());

const schema = buildASTSchema(parse(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8")));

it("lets nothing denied out, whatever is asked by whom", async () => {
  const statuses = new Map<number, number>();
  for (let seed = 1; seed <= RUNS; seed++) {
    const draw = drawing(seed);
    const conditions = Object.fromEntries(CONDITIONS.map((name) => [name, draw(1) === 0]));
    const member = draw(CAST_SIZE - 1);
    const justify = categoryCodes.filter(() => draw(2) === 0);
    // One in five is about the caller himself, and there every look-up is taken away.
    const isSelf = draw(4) === 0;
    const caller: Pick<Attack, "as" | "purpose"> = isSelf ? { as: `citizen:${member}` } : CALLERS[draw(CALLERS.length - 1)]!;
    const text = randomOperation(schema, draw);
    const query = isSelf
      ? text.replace(/\b(person|people)\([^)]*\)/g, "me")
      : text.replace(/\bme\b(?=[^:]*\{)/g, "person(lookup: $l, access: $a)");
    const variables = { ...conditions, ls: [lookupOf(member), lookupOf(member)] };
    try {
      const { status, body } = await judge(district, { ...caller, justify, member, query: declared(query), variables });
      // Every department is well: none may be blamed for the shape of a query.
      expect((body.errors ?? []).filter(({ extensions }) => /SECTOR|INTERNAL/.test(extensions.code))).toEqual([]);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    } catch (error) {
      throw new Error(`seed ${seed}, ${caller.as} for ${caller.purpose}: ${declared(query)}\n${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  expect(statuses.get(200)).toBeGreaterThan(RUNS / 8);
}, 120_000);

/** The operation with the variables declared that it uses after all. */
function declared(query: string): string {
  const types = { l: "PersonLookup!", ls: "[PersonLookup!]!", a: "Access!", v0: "Boolean!", v1: "Boolean!", v2: "Boolean!" };
  const body = query.replace(/^query Q(\([^)]*\))?/, "");
  const used = Object.entries(types).filter(([name]) => new RegExp(`\\$${name}\\b`).test(body));
  return `query Q${used.length > 0 ? `(${used.map(([name, type]) => `$${name}: ${type}`).join(", ")})` : ""}${body}`;
}
