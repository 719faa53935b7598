/** Shapes that nobody thought of, for a short while in the suite; `npm run fuzz -- --minutes 60` goes on for an hour. */
import { writeFileSync } from "node:fs";
import { legalDayOf } from "../../schema/contract/legalDay";
import { plantCanaries } from "../attacks/support/canaries";
import { castRecords, judge, LOOKUP } from "../attacks/support/oracles";
import { monthsBefore } from "../attacks/support/restatedRules";
import { fuzzSettings, randomSeed } from "../support/config";
import { lookupOf, openDistrict, OPENS_WITHIN_MS, type District } from "../support/district";
import { fuzz } from "./fuzz";

const seed = randomSeed(20171104);
const { seconds, only, report, isCommand } = fuzzSettings();

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 14 });
  // No two cells hold the same: the name of an organ in one person's record is no leak of another's.
  await plantCanaries(district);
}, OPENS_WITHIN_MS);
afterAll(() => district?.close());

it(
  `tells each caller what is his, and nothing else, whatever is asked (SEED=${seed})`,
  async () => {
    const say = isCommand ? (line: string) => process.stdout.write(`${line}\n`) : undefined;
    const result = await fuzz(district, { seed, seconds, only, ...(say && { say }) });
    if (report) writeFileSync(report, JSON.stringify(result));
    expect(result.failures).toEqual([]);
    // Most cases end at no early refusal: those would try the door and nothing behind it.
    if (only === undefined) expect(result.statuses[200]).toBeGreaterThan(result.cases / 5);
  },
  24 * 3_600_000,
);

it("asks no department for what is skipped in the text, whatever stands beside it (found by seed 20261125, case 3191)", async () => {
  const records =
    '(after: "no cursor") @skip(if: true) { edges { cursor ... @include(if: $v1) { __typename } } pageInfo { endCursor } }';
  const query = `query ($l: PersonLookup!, $a: Access!, $v0: Boolean!, $v1: Boolean!) { person(lookup: $l, access: $a) { ... on Person @skip(if: $v1) {
    ip @skip(if: $v0) { asOf } tourism { asOf tourismSevereEntries @include(if: $v0) { state } records${records} } } id } }`;
  const variables = { l: lookupOf(5), a: { purpose: "LICENSING_REVIEW", caseNumber: "1" }, v0: true, v1: false };
  district.seen.length = 0;
  const { status, body } = await district.ask("licensing-clerk", query, variables);
  expect([status, body.errors]).toEqual([200, undefined]);
  expect(district.seen.map((one) => one.subgraph)).toContain("tourism");
  expect(district.seen.filter((one) => one.body.query.includes("records"))).toEqual([]);
});

it("shows an entry of the register however old, for it is no record to look back upon (found by seed 26112602, case 324)", async () => {
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { identity { personIdentities(first: 1) { birthDate } } } }`;
  const { body } = await judge(district, { as: "school", purpose: "STUDENT_DECISION", member: 0, query });
  const [stored] = (await castRecords(district)).filter(({ member, record }) => member === 0 && record.type === "PersonIdentity");
  expect(stored!.record.decidedOn < monthsBefore(legalDayOf(new Date()), 36)).toBe(true);
  expect(body.data.person.identity.personIdentities).toEqual([{ birthDate: stored!.detail["birthDate"] }]);
});
