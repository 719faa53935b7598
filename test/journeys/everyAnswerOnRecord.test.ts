/**
 * O4, J13: whatever is asked, by whomever, of whatever part of the graph: what was shown is on record before it leaves, for each
 * person an entry, the entry over the very bytes of the answer and naming every field in it.
 */
import { cutReceipt, hashOfAnswer } from "../../schema/contract/evidence/receipt";
import { decodeEntry, type EvidenceEntry } from "../../schema/contract/evidence/evidenceEntry";
import { readFieldSet } from "../../schema/contract/evidence/fieldSet";
import { personaNamed } from "../../scripts/developmentIssuer";
import { fullRun, randomSeed } from "../support/config";
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { BAD_OPERATIONS } from "./badOperations";
import { randomOperation, type Asked } from "./randomOperation";

const seed = randomSeed();
const OPERATIONS = fullRun() ? 2_000 : 120;

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 40 });
}, 120_000);
afterAll(() => district?.close());

const reader = () => district.local.find(({ definition }) => definition.name === "audit")!.running.environment.database!.reader;

async function size(): Promise<number> {
  const [head] = await reader().all("SELECT size FROM log_head", []);
  return Number(head!["size"]);
}

/** Looks on record from a place on; findings of the rules may stand between. */
async function looksSince(from: number): Promise<(EvidenceEntry & { position: number })[]> {
  const rows = await reader().all("SELECT position, body FROM entry WHERE position >= ? ORDER BY position", [from]);
  return rows
    .map((row) => ({ ...decodeEntry(row["body"] as string), position: Number(row["position"]) }))
    .filter(({ kind }) => kind === "ACCESS");
}

interface Recorded {
  answered: Answered;
  looks: (EvidenceEntry & { position: number })[];
}

async function asked({ persona, query, variables }: Asked): Promise<Recorded> {
  const before = await size();
  const answered = await district.ask(persona, query, variables);
  return { answered, looks: await looksSince(before) };
}

/** Names of the fields in an answer, without what is an alias. */
function fieldsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (saysNothing(inner) ? [] : [name, ...fieldsIn(inner)]));
}

/** Null, or a slice of which everything is closed. An empty list does say something: that there is none. */
function saysNothing(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === null;
  return !Array.isArray(value) && Object.entries(value).every(([name, inner]) => name === "__typename" || saysNothing(inner));
}

/** The persons in an answer, by their places; a `people` list has one a look-up. */
function personsIn({ data }: Answered["body"]): unknown[] {
  const { me, person, people } = (data ?? {}) as Record<string, unknown>;
  return [me, person, ...((people as unknown[] | null | undefined) ?? [])].filter((one) => one !== null && one !== undefined);
}

async function isOnRecord({ answered, looks }: Recorded): Promise<void> {
  const persons = personsIn(answered.body);
  if (persons.length === 0) return;
  const { text } = cutReceipt(answered.text)!;
  const own = looks.filter(({ answer }) => answer === hashOfAnswer(text));
  expect([own[0]?.position, own[0]?.id]).toEqual([answered.receipt!.logIndex, answered.receipt!.id]);
  expect(new Set(own.map(({ request }) => request)).size).toBe(1);
  const named = own.filter(({ outcome, person }) => outcome === "ANSWERED" && person !== undefined);
  expect(named.length).toBeGreaterThanOrEqual(persons.length);
  const [set] = await reader().all("SELECT text FROM field_set WHERE hash = ?", [own[0]!.fields!]);
  const returned = new Set(readFieldSet(set!["text"] as string).returned.map((coordinate) => coordinate.split(".")[1]!));
  const isAlias = (name: string) => name === "__typename" || /^other_|_/.test(name);
  expect(fieldsIn(answered.body.data).filter((name) => !isAlias(name) && !returned.has(name))).toEqual([]);
}

it(`O4 each answer that shows a person is on record, over its bytes, with every field in it (SEED=${seed})`, async () => {
  let shown = 0;
  for (let number = 0; number < OPERATIONS; number++) {
    const recorded = await asked(randomOperation(seed, number));
    await isOnRecord(recorded);
    if (personsIn(recorded.answered.body).length > 0) shown++;
  }
  expect(shown).toBeGreaterThan(OPERATIONS / 4);
}, 600_000);

it("O4 J13 so is each refusal of one who may ask, and nothing of anybody in it", async () => {
  for (const bad of BAD_OPERATIONS) {
    const { answered, looks } = await asked(bad);
    const codes = (answered.body.errors ?? []).map(({ extensions }) => extensions.code);
    if (codes.includes("ACCESS_DENIED")) expect([bad.query, looks.length]).not.toEqual([bad.query, 0]);
    await isOnRecord({ answered, looks });
  }
});

it.each([
  ["a desk", "tax-steward", "{ taxDesk { batches { id } } }", "taxDesk"],
  ["a desk's change", "tax-steward", 'mutation { taxDesk { abandonBatch(id: "0", reason: "填报有误") { id } } }', "taxDesk"],
  ["the auditor", "auditor", "{ accessEntries(first: 1) { edges { cursor } } }", "accessEntries"],
  ["supervision", "supervisor", '{ supervision(period: "2026") { __typename } }', "supervision"],
])("J14 %s leaves an entry that says who it was and what he read", async (_, persona, query, root) => {
  const { answered, looks } = await asked({ persona, query, variables: {} });
  expect(answered.status).toBeLessThan(500);
  const { org, officer } = personaNamed(persona)!;
  expect(looks.map(({ agency, officer: desk, roots }) => [agency, desk, roots])).toEqual([
    [org, officer ?? `${persona}-01`, [root]],
  ]);
});

it("J14 a look by the auditor for one person names him in the auditor's own entry", async () => {
  const query = "query ($p: PersonLookup) { accessEntries(person: $p) { withheldFromPerson } }";
  const { looks } = await asked({ persona: "auditor", query, variables: { p: lookupOf(3) } });
  expect(looks).toMatchObject([{ agency: "audit", person: expect.stringMatching(/^hmac-sha256:/), outcome: "ANSWERED" }]);
});
