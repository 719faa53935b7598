import { openDistrict, lookupOf } from "../support/district";
import { openSeparateProcesses } from "../support/separateProcesses";
it("works", async () => {
  const t0 = Date.now();
  const d = await openDistrict({ people: 40 });
  const t1 = Date.now();
  const s = await openSeparateProcesses(d);
  const t2 = Date.now();
  const q = `query($lookup: PersonLookup!, $access: Access!){ person(lookup:$lookup, access:$access){ id maskedName idNumber tax { asOf records { edges { cursor node { id category } } } } courts { records { edges { cursor node { id category __typename } } pageInfo { hasNextPage } } judgmentDefaulters { caseNo } } education { asOf } market { asOf marketPenalties { decisionNo } } identity { asOf } } }`;
  const v = { lookup: lookupOf(1), access: { purpose: "LICENSING_REVIEW", caseNumber: "1" } };
  const a = await d.ask("licensing-clerk", q, v);
  const b = await s.ask("licensing-clerk", q, v);
  process.stderr.write(`${t1 - t0} ${t2 - t1} ${JSON.stringify(a.body, null, 1)}\n ${a.text === b.text}\n`);
  await s.close(); await d.close();
}, 60000);
