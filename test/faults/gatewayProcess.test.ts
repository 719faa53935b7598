/**
 * A gateway as a process of its own that is told to end (FAULTS F29) or that has too little of something (F34), with the
 * departments behind their doors: an answer is whole or there is none, and what was too much is refused, not fatal.
 */
import { execFileSync } from "node:child_process";
import { connect, type Socket } from "node:net";
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { openDoors, openGatewayProcess, type Doors, type GatewayProcess } from "../support/gatewayProcess";
import { until } from "../support/until";

const QUERY = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { id maskedName
  courts { judgmentDefaulters { caseNo obligation } } tax { records { edges { node { id } } } } } }`;
const VARIABLES = { l: lookupOf(1), a: { purpose: "LICENSING_REVIEW", caseNumber: "F-29" } };
const IN_FLIGHT = 200;

let district: District;
let doors: Doors;
/** While it is set, the courts do not answer. */
let held: Promise<void> | undefined;
let holding = 0;

beforeAll(async () => {
  district = await openDistrict({ people: 14 });
  doors = await openDoors(district, ({ definition, running }) => ({
    definition,
    running: definition.name === "courts" ? { ...running, read: slow(running.read), execute: slow(running.execute) } : running,
  }));
}, 240_000);
afterAll(async () => {
  await doors?.close();
  await district?.close();
});

function slow<A extends unknown[], R>(work: (...call: A) => Promise<R>): (...call: A) => Promise<R> {
  return async (...call) => {
    holding++;
    await held;
    holding--;
    return work(...call);
  };
}

const look = ({ ask }: Pick<GatewayProcess, "ask">): Promise<Answered> => ask("licensing-clerk", QUERY, VARIABLES);
const isWhole = async (gateway: GatewayProcess) => (await look(gateway)).body.errors === undefined;

async function withGateway(environment: Record<string, string>, work: (gateway: GatewayProcess) => Promise<void>): Promise<void> {
  const gateway = await openGatewayProcess(district, doors, environment);
  try {
    await until(() => isWhole(gateway), 30_000);
    await work(gateway);
  } finally {
    await gateway.close();
  }
}

it("F29 told to end with 200 requests in flight, it answers each of them, on record, takes no other and ends with 0", async () => {
  await withGateway({ CREDIT_RUNNING: "400", CREDIT_WAITING: "400" }, async (gateway) => {
    const whole = (await look(gateway)).body;
    let release = (): void => undefined;
    held = new Promise((resolve) => (release = resolve));
    const answers = Array.from({ length: IN_FLIGHT }, () => look(gateway));
    await until(async () => holding > 0);
    // Every one of them is past the door once it has been ruled on.
    const running = async () => Number(/^credit_admission\{state="running"\} (\d+)/m.exec(await metrics(gateway))?.[1]);
    await until(async () => (await running()) === IN_FLIGHT, 1_800).catch(() => undefined);
    gateway.command.process.kill("SIGTERM");
    const told = Date.now();
    await until(async () => (await fetch(`${gateway.url}/health/live`).catch(() => undefined)) === undefined, 5_000);
    await expect(look(gateway)).rejects.toThrow();
    release();
    held = undefined;
    const outcomes = await Promise.allSettled(answers);
    expect(await gateway.command.ended).toBe(0);
    expect(Date.now() - told).toBeLessThan(12_000);
    let answered = 0;
    for (const outcome of outcomes) {
      // One whose connection was not yet taken was never asked.
      if (outcome.status === "rejected") continue;
      const { status, body, receipt } = outcome.value;
      answered++;
      expect([status, receipt === undefined]).toEqual([200, false]);
      // Whoever waited longer than a department may take lacks its slice, and is told so.
      if (body.errors === undefined) expect(body.data).toEqual(whole.data);
      else expect([body.errors[0]!.extensions.code, body.data.person.courts]).toEqual(["SECTOR_UNAVAILABLE", null]);
    }
    expect(answered).toBe(IN_FLIGHT);
    expect(gateway.command.said()).not.toMatch(/Error:|\n\s+at /);
  });
}, 240_000);

async function metrics({ url }: GatewayProcess): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

/** Opens `count` connections that say nothing. */
async function openSilent(url: string, count: number): Promise<Socket[]> {
  const { port } = new URL(url);
  const sockets: Socket[] = [];
  for (let at = 0; at < count; at++) {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => undefined);
    sockets.push(socket);
    if (at % 100 === 99) await new Promise((resolve) => setImmediate(resolve));
  }
  return sockets;
}

it("F34 with 192 MB of heap, 4,000 connections that say nothing and a flood it lives on, and answers right again after it", async () => {
  await withGateway({ NODE_OPTIONS: "--max-old-space-size=192" }, async (gateway) => {
    const silent = await openSilent(gateway.url, 4_000);
    const padded = { ...VARIABLES, a: { ...VARIABLES.a, caseNumber: "x".repeat(150) } };
    const flood = Array.from({ length: 300 }, () =>
      gateway.ask("licensing-clerk", `${QUERY} #${"x".repeat(200_000)}`, padded).then(
        ({ status }) => status,
        () => "no connection",
      ),
    );
    const statuses = new Set(await Promise.all(flood));
    expect([...statuses].filter((one) => ![200, 400, 429, 503, "no connection"].includes(one))).toEqual([]);
    for (const socket of silent) socket.destroy();
    await until(() => isWhole(gateway).catch(() => false), 20_000);
    expect(gateway.command.process.exitCode).toBeNull();
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);
  });
}, 240_000);

it("F34 with room for 256 files it sheds connections, lives on, and answers right again once they are gone", async () => {
  await withGateway({}, async (gateway) => {
    execFileSync("prlimit", ["--pid", String(gateway.command.process.pid), "--nofile=256:256"]);
    const silent = await openSilent(gateway.url, 600);
    await Promise.allSettled(Array.from({ length: 50 }, () => look(gateway)));
    for (const socket of silent) socket.destroy();
    await until(() => isWhole(gateway).catch(() => false), 30_000);
    expect(gateway.command.process.exitCode).toBeNull();
  });
}, 240_000);
