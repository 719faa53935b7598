/** What the authorisations tell of themselves, on the run's database. */
import { newId } from "../../../kit/newId";
import { mariadbUrl } from "../../../../test/support/config";
import { bankWarrant, citizenWarrant, NOON, openConsentStand, type ConsentStand } from "../consent.fixture";
import type { ToldConsentEvent } from "./events";

let stand: ConsentStand;
beforeAll(async () => {
  stand = await openConsentStand();
});
afterAll(() => stand?.close());

interface Page {
  events: ToldConsentEvent[];
  next: number;
  head: number;
}
const page = async (after: number, limit = 5000) =>
  (await stand.running.internal("events", { after, limit }, bankWarrant())) as Page;
const since = async (after: number) => (await page(after)).events;

it("tells what was asked, agreed to, spent, paused, resumed, superseded, revoked and declined, in that order, of whom and for whom", async () => {
  const { head } = await page(0);
  const { person, request, grant } = await stand.given();
  await stand.spend(grant, person, { key: "k" });
  // The same use once more, and one that is refused: nothing happened.
  await stand.spend(grant, person, { key: "k" });
  await stand.spend(grant, newId());
  for (const what of ["pauseGrant", "resumeGrant"]) await stand.move(person, what, grant);
  const newer = await stand.approve(person, await stand.request(person, { supersedes: grant }));
  for (let again = 0; again < 2; again++) await stand.move(person, "revokeGrant", newer);
  const other = await stand.request(person);
  const declining = "mutation ($r: ID!) { declineGrant(request: $r) { id } }";
  await stand.ask(declining, { r: other }, citizenWarrant(person));

  const told = await since(head);
  expect(told.map(({ kind, facts }) => [kind, facts.grant])).toEqual([
    ...[
      ["GRANT_REQUESTED", request],
      ["GRANT_APPROVED", grant],
      ["GRANT_SPENT", grant],
      ["GRANT_PAUSED", grant],
    ],
    ...[
      ["GRANT_RESUMED", grant],
      ["GRANT_REQUESTED", expect.any(String)],
      ["GRANT_APPROVED", newer],
    ],
    ...[
      ["GRANT_SUPERSEDED", grant],
      ["GRANT_REVOKED", newer],
      ["GRANT_REQUESTED", other],
      ["GRANT_DECLINED", other],
    ],
  ]);
  for (const { personId, at, facts } of told)
    expect([personId, at, facts.agency, facts.purpose]).toEqual([
      person,
      new Date(NOON).toISOString(),
      "bank-001",
      "BANK_CREDIT",
    ]);
  expect(told[1]!.facts.validUntil).toBe(new Date(NOON + 30 * 86_400_000).toISOString());
  expect(told.map(({ facts }) => facts.look).filter((look) => look !== null)).toEqual(["r"]);
});

it("is read in pages to the head; positions only grow, also where two processes spend at once", async () => {
  const { head } = await page(0);
  const both = [stand.running, mariadbUrl() === undefined ? stand.running : await stand.another()];
  const { person, grant } = await stand.given({ uses: 40 });
  const spending = Array.from({ length: 60 }, (_, at) =>
    both[at % 2]!.internal("spend", { grant, body: "b" }, bankWarrant([person], { requestId: `look-${at}` })),
  );
  const seen: number[] = [];
  const looks: (string | null)[] = [];
  const read = async () => {
    for (let more = true; more;) {
      const { events, next, head: last } = await page(seen.at(-1) ?? head, 7);
      seen.push(...events.map(({ position }) => position));
      looks.push(...events.map(({ facts }) => facts.look));
      more = events.length > 0 && next < last;
    }
  };
  const all = Promise.all(spending);
  let spent = false;
  void all.then(() => (spent = true));
  while (!spent) {
    await read();
    // An embedded read waits for nothing: those who spend must have their turn.
    await new Promise(setImmediate);
  }
  await read();
  expect(seen).toEqual(seen.map((_, at) => head + 1 + at));
  const answered = ((await all) as { spent: string }[]).flatMap(({ spent: how }, at) => (how === "SPENT" ? [`look-${at}`] : []));
  expect(looks.filter((look) => look !== null).sort()).toEqual(answered.sort());
  expect(answered).toHaveLength(40);
});
