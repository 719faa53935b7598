/**
 * A log that somebody changed (FAULTS F09–F11, F15, ATTACKS J04–J08): verify-evidence is the judge, names the first bad
 * entry, and never says that a changed log is whole.
 */
import { fill, openLogStand, type LogStand } from "../../subgraphs/platform/audit/log.fixture";
import { Frontier } from "../../subgraphs/platform/audit/log/frontier";
import { fullRun, randomSeed } from "../support/config";
import { drawing } from "../attacks/support/drawing";

const seed = randomSeed();
const ENTRIES = 200;
const FLIPS = fullRun() ? 20_000 : 400;
let stand: LogStand;

beforeAll(async () => {
  stand = await openLogStand();
  await fill(stand.log, 150);
  await stand.log.sign();
  await fill(stand.log, ENTRIES - 150);
  await stand.log.sign();
  expect(await stand.verify()).toMatchObject({ whole: true, entries: ENTRIES, checkpoints: 2 });
}, 60_000);
afterAll(() => stand?.close());

/** Changes one row, asks the judge, and puts the row back. */
async function changed(table: string, key: string, column: string, change: (text: string) => string) {
  const [row] = await stand.rows(`SELECT ${column} AS text FROM ${table} WHERE ${key}`);
  const text = row!["text"] as string;
  await stand.tamper(`UPDATE ${table} SET ${column} = ? WHERE ${key}`, [change(text)]);
  const verdict = await stand.verify();
  await stand.tamper(`UPDATE ${table} SET ${column} = ? WHERE ${key}`, [text]);
  return verdict;
}

function flipped(text: string, bit: number): string {
  const bytes = Buffer.from(text, "latin1");
  const at = Math.floor(bit / 8) % bytes.length;
  // Seven bits: the columns are ascii.
  bytes[at] = bytes[at]! ^ (1 << (bit % 7));
  return bytes.toString("latin1");
}

it(`F09 J05 any flipped bit of an entry is found, and the entry is named (${FLIPS} flips, SEED=${seed})`, async () => {
  const draw = drawing(seed);
  for (let flip = 0; flip < FLIPS; flip++) {
    const [index, bit] = [draw(ENTRIES - 1), draw(8000)];
    const verdict = await changed("entry", `position = ${index}`, "body", (text) => flipped(text, bit));
    expect([index, bit, verdict.whole, verdict.problem?.index]).toEqual([index, bit, false, index]);
  }
}, 1_200_000);

it("J05 a flipped bit of a hash, of a checkpoint or of the head is found", async () => {
  expect((await changed("entry", "position = 7", "leaf", (text) => flipped(text, 40))).problem).toMatchObject({
    index: 7,
    kind: "HASH",
  });
  expect((await changed("checkpoint", "size = 150", "note", (text) => text.replace(/\n150\n/, "\n151\n"))).problem).toMatchObject(
    { kind: "SIGNATURE" },
  );
  expect((await changed("log_head", "id = 1", "root", (text) => flipped(text, 9))).problem).toMatchObject({ kind: "HEAD" });
});

it("J06 F10 an entry that is removed, swapped, doubled or put in is found", async () => {
  const [third] = await stand.rows("SELECT leaf, body FROM entry WHERE position = 3");
  const [ninth] = await stand.rows("SELECT leaf, body FROM entry WHERE position = 9");
  const put = async (position: number, { leaf, body }: Record<string, unknown>) =>
    stand.tamper("UPDATE entry SET leaf = ?, body = ? WHERE position = ?", [leaf, body, position]);
  await put(3, ninth!);
  await put(9, third!);
  expect((await stand.verify()).problem?.index).toBeLessThanOrEqual(3);
  await put(3, third!);
  expect((await stand.verify()).problem).toBeDefined();
  await put(9, ninth!);
  await stand.tamper("UPDATE entry SET position = 900 WHERE position = 5");
  expect((await stand.verify()).problem).toMatchObject({ index: 5, kind: "GAP" });
  await stand.tamper("UPDATE entry SET position = 5 WHERE position = 900");
  await stand.tamper(
    "INSERT INTO entry SELECT 200, leaf, body, person_key, listed, agency, purpose, kind, salt, statement FROM entry WHERE position = 199",
  );
  expect((await stand.verify()).whole).toBe(false);
  await stand.tamper("DELETE FROM entry WHERE position = 200");
  expect((await stand.verify()).whole).toBe(true);
});

it("J04 J15 F10 F15 a log that is cut, anywhere, is TRUNCATED at the entry where it ends; also behind what only a witness saw", async () => {
  const notes = (await stand.rows("SELECT note FROM checkpoint")).map(({ note }) => note as string);
  const before = await stand.rows("SELECT root FROM log_head");
  for (const cut of [199, 150, 149, 20, 1]) {
    await stand.tamper("UPDATE entry SET position = position + 10000 WHERE position >= ?", [cut]);
    // The pages between are what a cut leaves: entries beyond it are not read, for they do not follow.
    expect((await stand.verify()).problem).toMatchObject({ index: cut });
    await stand.tamper("UPDATE entry SET position = position - 10000 WHERE position >= 10000");
  }
  await stand.tamper("CREATE TABLE cut AS SELECT * FROM entry WHERE position >= 120");
  await stand.tamper("CREATE TABLE gone AS SELECT * FROM checkpoint");
  await stand.tamper("DELETE FROM entry WHERE position >= 120");
  expect((await stand.verify()).problem).toMatchObject({ index: 120, kind: "TRUNCATED" });
  // Whoever restores an old copy has its head too, and no later checkpoint.
  await stand.tamper("DELETE FROM checkpoint");
  const edge = Frontier.empty();
  for (const { leaf } of await stand.rows("SELECT leaf FROM entry ORDER BY position"))
    edge.add(Buffer.from(leaf as string, "base64url"));
  await stand.tamper("UPDATE log_head SET size = 120, root = ?", [edge.root().toString("base64url")]);
  expect((await stand.verify()).whole).toBe(true);
  expect((await stand.verify(notes)).problem).toMatchObject({ index: 120, kind: "TRUNCATED" });
  await stand.tamper("INSERT INTO entry SELECT * FROM cut");
  await stand.tamper("INSERT INTO checkpoint SELECT * FROM gone");
  await stand.tamper("UPDATE log_head SET size = 200, root = ?", [before[0]!["root"]]);
  expect((await stand.verify(notes)).whole).toBe(true);
}, 60_000);

it("what a person is shown, and case numbers beside the log, cannot be changed unseen either", async () => {
  await stand.tamper("UPDATE entry SET listed = 2 WHERE position = 11");
  expect((await stand.verify()).problem).toMatchObject({ index: 11, kind: "INDEX" });
  await stand.tamper("UPDATE entry SET listed = 1 WHERE position = 11");
  await stand.tamper("UPDATE entry SET salt = 's', statement = 'another case' WHERE position = 12");
  expect((await stand.verify()).problem).toMatchObject({ index: 12, kind: "STATEMENT" });
  await stand.tamper("UPDATE entry SET salt = NULL, statement = NULL WHERE position = 12");
  expect((await stand.verify()).whole).toBe(true);
});
