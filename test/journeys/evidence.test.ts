/** Who looked is on record before the answer leaves: for an answer, a refusal and a failure; and the person sees it. */
import { lookupOf, openDistrict, type District } from "../support/district";

let district: District;
beforeAll(async () => {
  district = await openDistrict();
}, 60_000);
afterAll(() => district?.close());

const LOOKUP = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { maskedName market { records { edges { node { id } } } } tax { taxArrearsNotices { noticeNo } } } }`;

it("shows a person who looked, when, why and at what, and nobody else's", async () => {
  const access = { purpose: "LICENSING_REVIEW", caseNumber: "C-1" };
  const { receipt } = await district.ask("licensing-clerk", LOOKUP, { lookup: lookupOf(1), access });
  const mine = await district.ask("citizen:1", "{ me { accessLog { edges { node { id at agency { code zh } officer purpose reason categories outcome proof { logIndex hashes checkpoint entry } } } pageInfo { hasNextPage } } } }");
  expect(mine.body.data.me.accessLog.edges.map(({ node }: any) => [node.id, node.agency.code])).toEqual([[receipt!.id, "licensing"]]);
});
