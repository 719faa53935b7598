/**
 * Random operations under authorisations of random categories and items, each judged by the oracles against what the signed text
 * says. A failure names its seed.
 */
import { buildASTSchema, parse } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONDITIONS, randomOperation } from "../../gateway/operation/randomOperation.fixture";
import { projectRoot } from "../../schema/contract/projectRoot";
import { lookupOf, openDistrict, OPENS_WITHIN_MS, type District } from "../support/district";
import { anyGrant } from "./support/anyGrant";
import { drawing } from "./support/drawing";
import { CAST_SIZE, judge, type Attack } from "./support/oracles";
import { categoryCodes } from "./support/restatedRules";

const RUNS = 80;

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 14 });
}, OPENS_WITHIN_MS);
afterAll(() => district?.close());

const schema = buildASTSchema(parse(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8")));
it("E04 lets out and fetches nothing beyond what was signed, whatever is asked", async () => {
  let answered = 0;
  for (let seed = 1; seed <= RUNS; seed++) {
    const draw = drawing(7000 + seed);
    const member = draw(CAST_SIZE - 1);
    const grant = await anyGrant(district, member, draw);
    const justify = categoryCodes.filter(() => draw(1) === 0);
    const conditions = Object.fromEntries(CONDITIONS.map((name) => [name, draw(1) === 0]));
    const query = randomOperation(schema, draw)
      .replace(/\bpeople\(lookups: \$ls, access: \$a\)/g, "person(lookup: $l, access: $a)")
      .replace(/\bme\b(?=[^:]*\{)/g, "person(lookup: $l, access: $a)");
    const attack: Attack = {
      as: "bank",
      purpose: "BANK_CREDIT",
      justify,
      grant,
      member,
      query: declared(query),
      variables: conditions,
    };
    try {
      const { status, body } = await judge(district, attack);
      expect((body.errors ?? []).filter(({ extensions }) => /SECTOR|INTERNAL/.test(extensions.code))).toEqual([]);
      if (status === 200 && body.data?.person) answered++;
    } catch (error) {
      throw new Error(`seed ${seed}: ${attack.query}\n${(error as Error).message}`, { cause: error });
    }
  }
  expect(answered).toBeGreaterThan(RUNS / 10);
}, 120_000);

it("O1 shows a whole look-up of every member as far as was signed, and no further", async () => {
  const slice = "records(first: 200) { edges { node { id basisDocNo determiningOrgan } } }";
  for (let member = 0; member < CAST_SIZE; member++) {
    const grant = await anyGrant(district, member, drawing(900 + member));
    const query = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { maskedName name
      identity { ${slice} } education { ${slice} } tax { ${slice} } market { ${slice} marketPenalties { decisionNo content } } courts { ${slice} enforcementCases { caseNo } } } }`;
    const { body } = await judge(district, { as: "bank", purpose: "BANK_CREDIT", justify: categoryCodes, grant, member, query });
    expect(body.data.person.maskedName).toContain(lookupOf(member).name[0]);
  }
});

function declared(query: string): string {
  const types = { l: "PersonLookup!", a: "Access!", v0: "Boolean!", v1: "Boolean!", v2: "Boolean!" };
  const body = query.replace(/^query Q(\([^)]*\))?/, "");
  const used = Object.entries(types).filter(([name]) => new RegExp(`\\$${name}\\b`).test(body));
  return `query Q${used.length > 0 ? `(${used.map(([name, type]) => `$${name}: ${type}`).join(", ")})` : ""}${body}`;
}
