/**
 * The harness of the attack catalogue: a small district with a canary in every protected cell, a spy on every subgraph, the
 * log in hand. A case is one short test; by which oracles it is judged is not its author's to say (section 0).
 *
 *   const { attack } = useLab();
 *   attack("A01", "closes a field under an alias", async ({ district }) => { … });
 */
import { personByNumber } from "../../../subgraphs/kit/store/personRegister";
import type { LocalOne } from "../../../scripts/start";
import { lookupOf, openDistrict, OPENS_WITHIN_MS, type District, type DistrictOptions, type Seen } from "../../support/district";
import { inProcesses, oneEngine } from "../../support/config";
import { plantCanaries } from "./canaries";
import {
  answerIsHonest,
  LATE,
  nothingClosedLeaves,
  nothingClosedWasFetched,
  nothingIsWritten,
  livesThrough,
} from "./caseOracles";
import { seeFetch, sendRaw, whoAsked, type Exchange } from "./exchanges";
import { gatewayAt, ownProcess } from "./meter";
import { CAST_SIZE } from "./oracles";

export interface Lab {
  /** The district, at the gateway that this run of the case is for. */
  readonly district: District;
  /** Engine of that gateway. */
  readonly engine: Engine;
  /** Sends the bytes of a whole HTTP request and gives the bytes that came back; judged like every other. */
  raw(bytes: string | Buffer | readonly (string | Buffer)[], forMs?: number): Promise<string>;
  /** What the gateway, and each department that is a process, has written in this case. */
  logged(): Promise<string>;
}

export type Case = (lab: Lab) => Promise<void> | void;

export interface LabOptions extends Omit<DistrictOptions, "logTo"> {
  /** Runs each case against both engines; in separate processes against the house's own. */
  bothEngines?: boolean;
}

interface UsedLab extends Lab {
  /** One case: numbers of the catalogue, separated by spaces, and what it promises. */
  attack(numbers: string, promise: string, act: Case): void;
  /** A case that cannot be made here; `assertion` proves that the reason still holds. */
  notApplicable(number: string, reason: string, assertion: Case): void;
}

const ENGINES = ["compiled", "apollo"] as const;
type Engine = (typeof ENGINES)[number];

const MAX_ATTEMPTS = 3;
/** So long a process that has no more to write is quiet. */
const QUIET_MS = 30;
/** Opens the district once a file. */
export function useLab({
  bothEngines: both = false,
  people = 14,
  wrap = (one) => one,
  environment = {},
  ...more
}: LabOptions = {}): UsedLab {
  // Departments are asked through the same wire by either.
  const bothEngines = both && !oneEngine() && !inProcesses();
  const [seen, exchanges, log]: [Seen[], Exchange[], string[]] = [[], [], []];
  const doors = new Map<string, Pick<District, "url" | "ask">>();
  let opened: District;
  let engine: Engine = "compiled";
  let stopSeeing = (): void => undefined;
  let memberOf: (personId: string) => number | undefined = () => undefined;

  beforeAll(async () => {
    const logTo = { write: (line: string) => void log.push(line) };
    const spied = (one: LocalOne): LocalOne => spyOn(wrap(one), seen);
    opened = await openDistrict({
      people,
      environment: { CREDIT_LOG_LEVEL: "trace", ...environment },
      ...more,
      wrap: spied,
      logTo,
    });
    await plantCanaries(opened);
    doors.set("compiled", { url: opened.url, ask: opened.ask });
    if (bothEngines) doors.set("apollo", await opened.another({ CREDIT_ENGINE: "apollo" }));
    memberOf = await castIds(opened);
    stopSeeing = seeFetch(exchanges, (id) => memberOf(id));
  }, OPENS_WITHIN_MS);
  afterAll(async () => {
    stopSeeing();
    await opened?.close();
  });

  const lab: Lab = {
    get district() {
      return opened;
    },
    get engine() {
      return engine;
    },
    async raw(bytes, forMs) {
      const came = await sendRaw(opened.url, bytes, forMs);
      const sent = [bytes].flat().map(String).join("");
      const token = /authorization: *(bearer [\w.-]+)/i.exec(sent)?.[1] ?? "";
      const asked = whoAsked(token, sent.slice(sent.indexOf("\r\n\r\n")), memberOf);
      exchanges.push({ path: "raw", ...asked, status: Number(came.slice(9, 12)), whole: came, body: came });
      return came;
    },
    async logged() {
      // What is asked for last may be heard later: another process writes when it may.
      for (let length = -1; inProcesses() && length !== log.length;) {
        length = log.length;
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      }
      return log.join("");
    },
  };

  /** What a busy machine answered too late says nothing of the case: it is made again. The oracles judge every time. */
  async function run(act: Case, through: Engine): Promise<void> {
    engine = through;
    Object.assign(opened, doors.get(engine));
    for (let attempt = 1; ; attempt++) {
      exchanges.length = seen.length = opened.seen.length = log.length = 0;
      const meter = inProcesses() ? gatewayAt(() => opened.url) : ownProcess;
      const problem = await livesThrough(() => act(lab), meter).then(
        () => undefined,
        (error: Error) => error,
      );
      const isLate = exchanges.some(({ body }) => LATE.test(body));
      await judge();
      if (problem === undefined) return;
      if (!isLate || attempt === MAX_ATTEMPTS) throw problem;
    }
  }

  async function judge(): Promise<void> {
    for (const exchange of [...exchanges]) {
      await nothingClosedLeaves(opened, exchange);
      answerIsHonest(exchange);
    }
    nothingClosedWasFetched([...seen], exchanges);
    await plainRequestIsAnswered(opened);
    const metrics = await (await fetch(`${opened.url}/metrics`)).text();
    await nothingIsWritten(opened, { log: await lab.logged(), metrics });
  }

  function attack(numbers: string, promise: string, act: Case): void {
    for (const one of bothEngines ? ENGINES : (["compiled"] as const))
      it(`${numbers} ${promise}${one === "apollo" ? " (stock engine)" : ""}`, () => run(act, one));
  }
  const notApplicable: UsedLab["notApplicable"] = (number, reason, assertion) =>
    it(`${number} does not apply: ${reason}`, async () => assertion(lab));
  return Object.defineProperties({ attack, notApplicable }, Object.getOwnPropertyDescriptors(lab)) as UsedLab;
}

/** Promptly, as soon as other work on the machine lets it; a gateway that stays slow has not lived through the case. */
async function plainRequestIsAnswered({ ask }: District): Promise<void> {
  for (const late = Date.now() + LATEST_MS; ;) {
    const began = performance.now();
    const { status, body } = await ask("integrator", "{ purposes { code } }");
    expect([status, body.data?.purposes?.length]).toEqual([200, 27]);
    if (performance.now() - began < PROMPT_MS) return;
    expect(Date.now()).toBeLessThan(late);
  }
}

const PROMPT_MS = 200;
const LATEST_MS = 5_000;

function spyOn(one: LocalOne, seen: Seen[]): LocalOne {
  const { running } = one;
  const execute: typeof running.execute = (body, warrant) => {
    seen.push({ subgraph: running.name, body, warrant });
    return running.execute(body, warrant);
  };
  return { ...one, running: { ...running, execute } };
}

async function castIds({ local }: District): Promise<(personId: string) => number | undefined> {
  const { running } = local.find(({ definition }) => definition.name === "identity")!;
  const ids = new Map<string, number>();
  for (let member = 0; member < CAST_SIZE; member++) {
    const person = await personByNumber(running.environment.database!, lookupOf(member).idNumber);
    ids.set(person!.personId, member);
  }
  return (id) => ids.get(id);
}
