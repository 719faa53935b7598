/** The clockwork of {@link KeyRing}, with a source in memory whose answers can be held back. */
import { generateKeyPairSync } from "node:crypto";
import { KeyRing } from "./keyRing";
import type { KeySource } from "./keySource";

const keySet = (kid: string): string => {
  const jwk = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  return JSON.stringify({ keys: [{ ...jwk, kid, alg: "EdDSA" }] });
};
const FIRST = keySet("first");
const SECOND = keySet("second");
const SECOND_MS = 1_000;

async function openRing(local = false) {
  const clock = { now: 0 };
  const events: string[] = [];
  const state = { text: FIRST, reads: 0, down: false, gate: Promise.resolve() };
  const read = async (): Promise<string> => {
    state.reads++;
    await state.gate;
    if (state.down) throw new Error("the source is down");
    return state.text;
  };
  const source: KeySource = { name: "memory", local, read, close: async () => undefined };
  const ring = await KeyRing.open(
    source,
    () => clock.now,
    (event) => events.push(event.kind),
  );
  const kids = async (): Promise<string[]> => [...((await ring.current())?.keys.keys() ?? [])];
  return { ring, clock, events, state, kids };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("uses a set as it is for thirty seconds, then reads ahead without making a request wait", async () => {
  const { clock, state, kids } = await openRing();
  state.text = SECOND;
  clock.now = 30 * SECOND_MS;
  expect([await kids(), state.reads]).toEqual([["first"], 1]);
  let open = (): void => undefined;
  state.gate = new Promise((resolve) => (open = resolve));
  clock.now = 31 * SECOND_MS;
  expect([await kids(), await kids(), state.reads]).toEqual([["first"], ["first"], 2]);
  open();
  await settle();
  expect(await kids()).toEqual(["second"]);
});

it("waits for the next set when the one it has is older than a minute", async () => {
  const { clock, events, state, kids } = await openRing();
  state.text = SECOND;
  clock.now = 61 * SECOND_MS;
  expect(await kids()).toEqual(["second"]);
  expect(events).toEqual(["KEYS_CHANGED"]);
});

it("reads a file before it is used, once in thirty seconds", async () => {
  const { clock, state, kids } = await openRing(true);
  state.text = SECOND;
  clock.now = 31 * SECOND_MS;
  expect(await kids()).toEqual(["second"]);
  await kids();
  expect(state.reads).toBe(2);
});

it("keeps the same object for the same text, so that nothing verified is forgotten in vain", async () => {
  const { ring, clock, events, state } = await openRing();
  const before = await ring.current();
  clock.now = 5 * 60 * SECOND_MS;
  expect(await ring.current()).toBe(before);
  expect([state.reads, events]).toEqual([2, []]);
});

it("counts a set's age from the beginning of its reading", async () => {
  const { clock, state, kids } = await openRing();
  let open = (): void => undefined;
  state.gate = new Promise((resolve) => (open = resolve));
  clock.now = 61 * SECOND_MS;
  const waiting = kids();
  await settle();
  clock.now = 100 * SECOND_MS;
  open();
  await waiting;
  state.gate = Promise.resolve();
  await kids();
  expect(state.reads).toBe(3);
});

it("D17 makes one request wait for a source that is down, tries again every ten seconds, and stops at an hour", async () => {
  const { clock, events, state, kids } = await openRing();
  state.down = true;
  clock.now = 61 * SECOND_MS;
  expect([await kids(), state.reads]).toEqual([["first"], 2]);
  state.gate = new Promise(() => undefined);
  clock.now += 9 * SECOND_MS;
  expect([await kids(), state.reads]).toEqual([["first"], 2]);
  clock.now += SECOND_MS;
  expect([await kids(), await kids(), state.reads]).toEqual([["first"], ["first"], 3]);
  expect(events).toEqual(["KEYS_UNAVAILABLE"]);
});

it("D17 refuses every key an hour after the last success, and recovers with the source", async () => {
  const { clock, state, kids } = await openRing();
  state.down = true;
  clock.now = 3_600 * SECOND_MS;
  expect(await kids()).toEqual(["first"]);
  clock.now += SECOND_MS;
  expect(await kids()).toEqual([]);
  state.down = false;
  clock.now += 10 * SECOND_MS;
  expect(await kids()).toEqual(["first"]);
});

it("does not take a set for young because the clock was set back", async () => {
  const { clock, state, kids } = await openRing();
  state.text = SECOND;
  clock.now = -3_600 * SECOND_MS;
  expect(await kids()).toEqual(["second"]);
});

it("D04 looks again for an unknown kid once in ten seconds, and once for many requests together", async () => {
  const { ring, clock, state } = await openRing();
  await Promise.all(Array.from({ length: 20 }, () => ring.currentWith("second")));
  expect(state.reads).toBe(2);
  state.text = SECOND;
  clock.now += 9 * SECOND_MS;
  expect((await ring.currentWith("second"))?.keys.has("second")).toBe(false);
  clock.now += SECOND_MS;
  expect((await ring.currentWith("second"))?.keys.has("second")).toBe(true);
  expect(state.reads).toBe(3);
});
