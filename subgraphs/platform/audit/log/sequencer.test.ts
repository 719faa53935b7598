/** The sequencer over a writer that the test holds back: what waits, how much, and for how long. */
import type { LogWriter } from "../store/logWriter";
import { Frontier } from "./frontier";
import { openSequencer, type Draft, type Placed, type Sequencer } from "./sequencer";

const SYNC_MS = 3_000;
const draft: Draft = {
  entry: { kind: "ACCESS", agency: "licensing", purpose: "LICENSING_REVIEW", outcome: "ANSWERED" },
  index: { personKey: null, listed: 3, salt: null, statement: null },
};

interface Slow {
  sequencer: Sequencer;
  clock: { now: number };
  /** A sync runs. */
  begun(): Promise<void>;
  /** Ends the sync that runs, three seconds after it began. */
  sync(): Promise<void>;
}

function openSlow(): Slow {
  const clock = { now: Date.parse("2026-11-23T04:00:00.000Z") };
  const running: { began: number; end: () => void }[] = [];
  const writer: LogWriter = {
    kind: "embedded",
    transact: () => new Promise((end) => running.push({ began: clock.now, end })),
    all: async () => [],
    close: async () => undefined,
  };
  const sequencer = openSequencer({
    ...{ writer, epoch: "E", frontier: Frontier.empty(), lastAt: "", now: () => clock.now },
    idOf: (position) => String(position).padStart(26, "0"),
    reload: () => Promise.reject(new Error("not asked for")),
  });
  async function begun(): Promise<void> {
    while (running.length === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  async function sync(): Promise<void> {
    await begun();
    const { began, end } = running.shift()!;
    clock.now = began + SYNC_MS;
    end();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { sequencer, clock, begun, sync };
}

type Outcome = { placed: Placed[]; afterMs: number } | { refused: string; afterMs: number };

function offer({ sequencer, clock }: Slow, count: number): Promise<Outcome>[] {
  const began = clock.now;
  const after = () => clock.now - began;
  return Array.from({ length: count }, () =>
    sequencer.append([draft]).then(
      (placed) => ({ placed, afterMs: after() }),
      (error: Error) => ({ refused: error.message, afterMs: after() }),
    ),
  );
}

describe("F16 on a disk of three seconds a sync", () => {
  it("what would wait too long is refused at once, and what is taken is on disk within seven seconds", async () => {
    const slow = openSlow();
    const first = offer(slow, 1);
    await slow.begun();
    const behind = offer(slow, 500);
    slow.clock.now += 2_000;
    const late = await Promise.all(offer(slow, 20_000));
    expect(new Set(late.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"refused":"BUSY","afterMs":0}']));
    await slow.sync();
    await slow.sync();
    const taken = await Promise.all([...first, ...behind]);
    expect(taken.map((one) => ("placed" in one ? one.placed[0]!.position : one.refused))).toEqual(taken.map((_, at) => at));
    expect(Math.max(...taken.map(({ afterMs }) => afterMs))).toBeLessThanOrEqual(7_000);
    // And it goes on, without anybody's doing.
    const [next] = offer(slow, 1);
    await slow.sync();
    expect(await next).toMatchObject({ placed: [{ position: 501 }] });
  });

  it("no more than ten thousand wait, however many come at once", async () => {
    const slow = openSlow();
    const outcomes = offer(slow, 30_000);
    const refused = await Promise.all(outcomes.slice(10_000));
    expect(refused.every((one) => "refused" in one && one.refused === "BUSY")).toBe(true);
    for (let group = 0; group < 5; group++) await slow.sync();
    expect((await Promise.all(outcomes.slice(0, 10_000))).every((one) => "placed" in one)).toBe(true);
  });
});

/** Over a server that answers when `isDown` does not hold, each time a turn later. */
function openOnServer(state: { isDown: boolean; moves: number }): Sequencer {
  const head = {
    origin: "o",
    epoch: "E",
    size: 0,
    root: Frontier.empty().root().toString("base64url"),
    last_at: "",
    beat: 1,
    holder: "",
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const refuseDown = () => {
    if (state.isDown) throw new Error("the server does not answer");
  };
  const writer: LogWriter = {
    kind: "server",
    async transact(steps) {
      await turn();
      refuseDown();
      if (steps.length > 1) state.moves++;
    },
    async all() {
      await turn();
      refuseDown();
      return [head];
    },
    close: async () => undefined,
  };
  return openSequencer({
    ...{ writer, epoch: "E", frontier: Frontier.empty(), lastAt: "", now: Date.now },
    idOf: (position) => String(position).padStart(26, "0"),
    reload: () => Promise.reject(new Error("not asked for")),
  });
}

it("F22 a log whose server did not answer a beat is well again by the next one, though nobody has an entry for it", async () => {
  const state = { isDown: true, moves: 0 };
  const sequencer = openOnServer(state);
  for (let beat = 0; beat < 2; beat++) await sequencer.beat();
  expect(sequencer.problem()).toBe("UNREACHABLE");
  state.isDown = false;
  await sequencer.beat();
  expect(sequencer.problem()).toBeUndefined();
});

it("F22 an entry that comes while the log finds out where it stands waits for that, and is written once", async () => {
  const state = { isDown: true, moves: 0 };
  const sequencer = openOnServer(state);
  await sequencer.beat();
  state.isDown = false;
  const [, placed] = await Promise.all([sequencer.beat(), sequencer.append([draft])]);
  expect([placed, state.moves, sequencer.problem()]).toMatchObject([[{ position: 0 }], 1, undefined]);
});
