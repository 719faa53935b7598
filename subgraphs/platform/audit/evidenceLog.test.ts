/** The log alone, on both databases: order, durability of place, two writers, tampering. The judge is verify-evidence. */
import fc from "fast-check";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isConsistent, isIncluded } from "../../../schema/contract/evidence/merkleProof";
import { sha256Tree } from "../../../schema/contract/evidence/merkleHash";
import { readCheckpoint } from "../../../schema/contract/evidence/checkpoint";
import { randomSeed } from "../../../test/support/config";
import { fill, lookAt, NOON, openLogStand, type LogStand } from "./log.fixture";
import { Frontier } from "./log/frontier";

const seed = randomSeed();
let stand: LogStand;
beforeEach(async () => {
  stand = await openLogStand();
}, 30_000);
afterEach(() => stand.close());

const checkpointOf = (note: string) => readCheckpoint(note.slice(0, note.indexOf("\n\n") + 1));

describe("entries", () => {
  it("get places without a gap or a double, however many write at once, and are found again after a restart", async () => {
    const drafts = Array.from({ length: 300 }, (_, at) => [lookAt(`P${at}`, stand.log)]);
    const placed = (await Promise.all(drafts.map((one) => stand.log.append(one)))).flat();
    expect(placed.map(({ position }) => position).sort((a, b) => a - b)).toEqual(drafts.map((_, at) => at));
    expect(new Set(placed.map(({ entry }) => entry.id)).size).toBe(300);
    await stand.reopen();
    const [next] = await stand.log.append([lookAt("P1", stand.log)]);
    expect(next!.position).toBe(300);
    await stand.log.sign();
    expect(await stand.verify()).toMatchObject({ whole: true, entries: 301 });
  });

  it("J11 hold no person: ids are keyed, and the number of a log's entry is enciphered", async () => {
    const [placed] = await stand.log.append([lookAt("01SECRETPERSON", stand.log)]);
    const [row] = await stand.rows("SELECT * FROM entry");
    expect(JSON.stringify(row)).not.toContain("01SECRETPERSON");
    expect(stand.log.names.positionOf(placed!.entry.id)).toBe(0);
    expect(stand.log.names.positionOf(`${placed!.entry.id.slice(0, -1)}0`) ?? -1).not.toBe(0);
  });

  it("J12 F14 keep their order when the clock goes back, never go back in time, and say by how much clocks differ", async () => {
    await stand.log.append([lookAt("P1", stand.log)]);
    stand.clock.now = NOON - 3_600_000;
    const [back] = await stand.log.append([{ ...lookAt("P2", stand.log), askedAt: stand.clock.now }]);
    expect(back!.entry).toMatchObject({ at: new Date(NOON).toISOString(), skew: -3600 });
    stand.clock.now = NOON + 3_600_000;
    const [ahead] = await stand.log.append([{ ...lookAt("P3", stand.log), askedAt: NOON }]);
    expect(ahead!.entry).toMatchObject({ at: new Date(NOON + 3_600_000).toISOString(), skew: -3600 });
    const [well] = await stand.log.append([{ ...lookAt("P4", stand.log), askedAt: NOON + 3_600_000 }]);
    expect(well!.entry.skew).toBeUndefined();
    await stand.log.sign();
    expect((await stand.verify()).whole).toBe(true);
  });

  it("F13 are numbered by one sequencer: a second one refuses to start, with a sentence, and takes over once the first has left", async () => {
    await fill(stand.log, 3);
    await expect(stand.another()).rejects.toThrow(/is written by another process/);
    await stand.log.close();
    const second = await stand.another();
    expect((await second.append([lookAt("P", second)]))[0]!.position).toBe(3);
    await second.close();
    expect((await stand.verify()).whole).toBe(true);
  });

  it("F13 are not written by who was displaced: its next entry is refused and nothing of it is kept", async () => {
    await fill(stand.log, 3);
    await stand.tamper("UPDATE log_head SET epoch = 'ANOTHER' WHERE id = 1");
    await expect(stand.log.append([lookAt("P", stand.log)])).rejects.toMatchObject({ name: "NotWritten" });
    await expect(stand.log.append([lookAt("P", stand.log)])).rejects.toMatchObject({ message: "DISPLACED" });
    expect(stand.log.healthy()).toBe(false);
    expect(await stand.rows("SELECT COUNT(*) AS many FROM entry")).toEqual([{ many: 3 }]);
  });

  it("two logs of one name are told apart: a log of another origin is not gone on with", async () => {
    await stand.log.close();
    await stand.tamper("UPDATE log_head SET origin = 'elsewhere.cn/evidence' WHERE id = 1");
    await expect(stand.another()).rejects.toThrow(/the evidence log here is elsewhere\.cn\/evidence/);
  });
});

describe("checkpoints and proofs", () => {
  it(`J09 prove any entry and any growth offline (SEED=${seed})`, async () => {
    const edge = Frontier.empty();
    const roots = [edge.root()];
    const leaves: Buffer[] = [];
    for (let call = 0; call < 14; call++) {
      const placed = await stand.log.append(Array.from({ length: 50 }, (_, at) => lookAt(`P${at}`, stand.log)));
      for (const { leaf } of placed) {
        leaves.push(leaf);
        edge.add(leaf);
        roots.push(edge.root());
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(698), fc.nat(699), async (a, b) => {
        const [older, newer] = [Math.min(a, b) + 1, Math.max(a, b) + 1];
        const index = a % newer;
        const hashes = await stand.log.tree.inclusion(index, newer);
        expect(isIncluded({ index, size: newer, leaf: leaves[index]!, root: roots[newer]!, hashes })).toBe(true);
        expect(isIncluded({ index, size: newer, leaf: sha256Tree.leaf("another"), root: roots[newer]!, hashes })).toBe(false);
        const proof = await stand.log.tree.consistency(older, newer);
        const ofOlder = { size: older, root: roots[older]! };
        expect(isConsistent(ofOlder, { size: newer, root: roots[newer]! }, proof)).toBe(true);
        if (older < newer)
          expect(isConsistent({ ...ofOlder, root: roots[older - 1]! }, { size: newer, root: roots[newer]! }, proof)).toBe(false);
      }),
      { seed, numRuns: 60 },
    );
  });

  it("F12 J05 are not signed over what is not what was hashed: the log stops, red, and can still be mended", async () => {
    await fill(stand.log, 10);
    const [row] = await stand.rows("SELECT body FROM entry WHERE position = 4");
    await stand.tamper("UPDATE entry SET body = ? WHERE position = 4", [
      (row!["body"] as string).replace("clerk-01", "clerk-02"),
    ]);
    await stand.log.sign();
    expect(stand.log.checkpoint()).toBeUndefined();
    expect(stand.log.healthy()).toBe(false);
    await expect(stand.log.append([lookAt("P", stand.log)])).rejects.toMatchObject({
      message: expect.stringContaining("DAMAGED"),
    });
    expect(await stand.verify()).toMatchObject({ whole: false, problem: { index: 4, kind: "HASH" } });
    await stand.tamper("UPDATE entry SET body = ? WHERE position = 4", [row!["body"]]);
    await stand.reopen();
    await stand.log.sign();
    expect(stand.log.checkpoint()?.size).toBe(10);
    expect((await stand.verify()).whole).toBe(true);
  });

  it("J08 are told apart by a witness that was shown another log of the same size, and by the judge", async () => {
    await stand.close();
    const file = join(mkdtempSync(join(tmpdir(), "credit-witness-")), "kept");
    stand = await openLogStand({ witnesses: [`file:${file}`] });
    await fill(stand.log, 20);
    await stand.log.close();
    expect(stand.errors).toEqual([]);
    const [toOne] = readFileSync(file, "utf8").split("\f\n");
    for (const table of ["entry", "node", "checkpoint", "log_head"]) await stand.tamper(`DELETE FROM ${table}`);
    stand.log = await stand.another();
    await fill(stand.log, 19);
    await stand.log.append([lookAt("P77", stand.log)]);
    await stand.log.close();
    const [{ note: toOther }] = (await stand.rows("SELECT note FROM checkpoint")) as [{ note: string }];
    expect([checkpointOf(toOne!).size, checkpointOf(toOther).size]).toEqual([20, 20]);
    expect(checkpointOf(toOne!).root).not.toEqual(checkpointOf(toOther).root);
    expect(stand.errors).toMatchObject([{ name: "WitnessDisagrees" }]);
    expect(readFileSync(file, "utf8")).toBe(`${toOne}\f\n`);
    expect((await stand.verify([toOne!])).problem).toMatchObject({ kind: "REWRITTEN" });
  });

  it("J07 F11 are kept by a witness, to whom a log that was rewritten with the real key does not match", async () => {
    await stand.close();
    const file = join(mkdtempSync(join(tmpdir(), "credit-witness-")), "kept");
    stand = await openLogStand({ witnesses: [`file:${file}`] });
    await fill(stand.log, 40);
    await stand.log.close();
    const kept = readFileSync(file, "utf8");
    const notes = kept.split("\f\n").filter(Boolean);
    expect(checkpointOf(notes[0]!).size).toBe(40);
    expect((await stand.verify(notes)).whole).toBe(true);
    // Whoever has key and database begins anew, leaves one entry out, and signs.
    for (const table of ["entry", "node", "checkpoint", "log_head"]) await stand.tamper(`DELETE FROM ${table}`);
    stand.log = await stand.another();
    await fill(stand.log, 39, 13);
    await stand.log.append([lookAt("P77", stand.log)]);
    await stand.log.sign();
    expect((await stand.verify()).whole).toBe(true);
    expect(await stand.verify(notes)).toMatchObject({ whole: false, problem: { kind: "REWRITTEN" } });
    await stand.log.append([lookAt("P78", stand.log)]);
    await stand.log.close();
    expect(stand.errors.some((error) => (error as Error).name === "WitnessDisagrees")).toBe(true);
  });
});
