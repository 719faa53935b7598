/**
 * What an answer could betray without saying it (catalogue F03–F07): by ids, by the number of errors, by a page's end, by
 * its size. Timing and grants are in `e-grants-*.test.ts`, budgets in `gateway/limits`.
 */
import { buildSchema, isObjectType } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { newId } from "../../subgraphs/kit/newId";
import { ask } from "../support/district";
import { castRecords, judge, LOOKUP, told } from "./support/oracles";
import { itemRows } from "./support/restatedRules";
import { useLab } from "./support/useLab";

const lab = useLab();
const { attack } = lab;

/** Members of the cast: one with many records, one whose records are all past their display, one with a sealed one only. */
const [CLEAN, MANY, EXPIRED, SEALED] = [0, 1, 5, 6];
const SECTORS = ["courts", "market", "labour"];

const look = (member: number, selection: string) =>
  judge(lab.district, {
    ...{ as: "licensing-clerk", purpose: "LICENSING_REVIEW", justify: ["PENALTY"], member },
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`,
  });

attack(
  "F03",
  "gives no root field an id of a person or of a record, and guessed ids of one's own things find nothing",
  async () => {
    const schema = buildSchema(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8"), { assumeValid: true });
    const query = schema.getQueryType()!;
    if (!isObjectType(query)) throw new Error("the graph has no Query");
    const byId = Object.values(query.getFields()).filter(({ args }) => args.some(({ type }) => String(type).startsWith("ID")));
    // Each is one's own: anybody else's is null, like one that never was.
    expect(byId.map(({ name }) => name).sort()).toEqual(["emergency", "grant", "grantRequest", "me"]);
    const { body } = await lab.district.ask("bank", "query ($id: ID!) { grant(id: $id) { id } grantRequest(id: $id) { id } }", {
      id: newId(),
    });
    expect([body.errors, body.data]).toEqual([undefined, { grant: null, grantRequest: null }]);
  },
);

attack("F03", "the id of a record says nothing to a desk of another department, whether it is one or not", async () => {
  const stored = (await castRecords(lab.district)).find(({ record }) => record.type === "TaxArrearsNotice")!;
  const query = "query ($id: ID!) { taxDesk { record(id: $id) { id } } }";
  for (const persona of ["courts-steward", "judge", "bank", "licensing-clerk"]) {
    const known = await lab.district.ask(persona, query, { id: stored.record.id });
    const unknown = await lab.district.ask(persona, query, { id: newId() });
    expect([persona, known.body.data]).toEqual([persona, null]);
    expect(unknown.body).toEqual(known.body);
  }
});

attack("F04", "has one error a field, however many records the field would be of", async () => {
  const types = itemRows.filter(({ sector }) => sector === "market").map(({ type }) => `... on ${type} { basisDocNo }`);
  const selection = `market { records { edges { node { ${types[0]} } } } licensedPharmacists { id } marketPenalties { id } } name`;
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`;
  const clerk = (member: number) => judge(lab.district, { as: "licensing-clerk", purpose: "LICENSING_REVIEW", member, query });
  const [many, none] = [await clerk(MANY), await clerk(CLEAN)];
  expect(told(many).length).toBeGreaterThan(0);
  expect(told(many)).toEqual(told(none));
  expect(many.body.extensions).toEqual(none.body.extensions);
});

attack("F05", "a page's end says nothing of records that are past their display or sealed", async () => {
  const stored = await castRecords(lab.district);
  for (const member of [EXPIRED, SEALED]) {
    expect(stored.some((one) => one.member === member)).toBe(true);
    const page = "records(first: 1) { edges { cursor } pageInfo { hasNextPage endCursor } }";
    const { body } = await look(member, SECTORS.map((sector) => `${sector} { ${page} }`).join(" "));
    const empty = { records: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } };
    expect(body.data.person).toEqual(Object.fromEntries(SECTORS.map((sector) => [sector, empty])));
  }
});

attack("F06", "an answer is as long with hidden records as without any, and is never compressed", async () => {
  const selection = SECTORS.map((sector) => `${sector} { asOf records { edges { node { id } } pageInfo { hasNextPage } } }`);
  const bare = (text: string) => text.replace(/,"receipt":\{.*/s, "");
  const answers = [];
  for (const member of [CLEAN, EXPIRED, SEALED]) answers.push(await look(member, selection.join(" ")));
  expect(new Set(answers.map(({ text }) => bare(text))).size).toBe(1);
  const authorization = `Bearer ${await lab.district.token("judge")}`;
  const offered = { authorization, "accept-encoding": "gzip, br, deflate, zstd" };
  const { headers } = await ask(lab.district.url, { query: "{ purposes { code zh en } }" }, offered);
  expect([headers.get("content-encoding"), headers.get("vary")]).toEqual([null, null]);
});

attack("F07", "answers nothing to GET, from wherever, and asks nobody for it", async ({ district }) => {
  const authorization = `Bearer ${await district.token("judge")}`;
  const query = encodeURIComponent("{ purposes { code } }");
  for (const headers of [
    { authorization },
    { authorization, "apollo-require-preflight": "1" },
    { origin: "https://evil.example" },
  ]) {
    const response = await fetch(`${district.url}/graphql?query=${query}`, { headers });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([405, null]);
    expect(await response.text()).not.toContain("purposes");
  }
  expect(district.seen).toEqual([]);
});
