import { setImmediate as turn } from "node:timers/promises";
import { tickBatch } from "./tickBatch";

/** Reads that end when they are told to. */
function opened() {
  const reads: { keys: readonly string[]; end(error?: Error): void }[] = [];
  const batch = tickBatch(
    (keys) =>
      new Promise<string[]>((resolve, reject) => {
        reads.push({ keys, end: (error) => (error ? reject(error) : resolve(keys.map((key) => `row of ${key}`))) });
      }),
  );
  return { batch, reads };
}

it("reads what is asked for in one tick in one statement, each key once", async () => {
  const { batch, reads } = opened();
  const all = Promise.all(["a", "b", "a"].map((key) => batch.load(key)));
  await turn();
  expect(reads.map(({ keys }) => keys)).toEqual([["a", "b"]]);
  reads[0]!.end();
  expect(await all).toEqual(["row of a", "row of b", "row of a"]);
});

it("I11 keeps nothing: whoever asks while a read of the same key is under way is answered by a read of his own", async () => {
  const { batch, reads } = opened();
  const first = batch.load("a");
  await turn();
  const second = batch.load("a");
  await turn();
  expect(reads.map(({ keys }) => keys)).toEqual([["a"], ["a"]]);
  reads[1]!.end();
  expect(await second).toBe("row of a");
  reads[0]!.end();
  await first;
});

it("while two statements are under way it collects, and reads all of it when one ends, though the other hangs", async () => {
  const { batch, reads } = opened();
  const slow = batch.load("slow");
  await turn();
  const quick = batch.load("quick");
  await turn();
  const waiting = ["c", "d", "e"].map(async (key) => {
    await turn();
    return batch.load(key);
  });
  for (let i = 0; i < 3; i++) await turn();
  expect(reads).toHaveLength(2);
  reads[1]!.end();
  await quick;
  await turn();
  expect(reads[2]!.keys).toEqual(["c", "d", "e"]);
  reads[2]!.end();
  expect(await Promise.all(waiting)).toEqual(["row of c", "row of d", "row of e"]);
  reads[0]!.end();
  await slow;
});

it("a statement that fails costs those alone whom it was to answer, and the next is made all the same", async () => {
  const { batch, reads } = opened();
  const [failing, beside] = [batch.load("a"), batch.load("b")];
  await turn();
  const other = batch.load("c");
  await turn();
  const later = batch.load("d");
  reads[0]!.end(new Error("gone"));
  await expect(failing).rejects.toThrow("gone");
  await expect(beside).rejects.toThrow("gone");
  await turn();
  for (const { end } of reads.slice(1)) end();
  expect(await Promise.all([other, later])).toEqual(["row of c", "row of d"]);
});
