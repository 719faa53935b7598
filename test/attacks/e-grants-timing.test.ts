/**
 * F01 F02: how long a refusal takes says nothing of why. Each round asks every case once, in a random order, and ranks them; whoever
 * takes longer for one cause than for another drifts from the middle rank, whatever the machine does meanwhile.
 */
import { newId } from "../../subgraphs/kit/newId";
import { randomSeed } from "../support/config";
import { ask, lookupOf, OPENS_WITHIN_MS } from "../support/district";
import { change, data, granted, look } from "../support/grants";
import { openGrantScene, type GrantScene } from "./support/grantScene";

const DEFAULTER = 1;
const DAY = 86_400_000;
const ROUNDS = 120;
const WARM_UP = 30;
/** Standard deviations of a mean rank that chance alone never reaches. */
const LIMIT = 6;

let scene: GrantScene;
beforeAll(async () => {
  scene = await openGrantScene();
}, OPENS_WITHIN_MS);
afterAll(() => scene?.district.close());

interface Case {
  lookup?: { idNumber: string; name: string };
  grant: string;
}

async function cases(): Promise<Map<string, Case>> {
  const { district } = scene;
  const valid = await granted(district, DEFAULTER, { uses: 50 });
  const changed = async (what: string) => {
    const grant = await granted(district, DEFAULTER);
    data(await change(district, DEFAULTER, what, grant));
    return grant;
  };
  const exhausted = await granted(district, DEFAULTER, { uses: 1 });
  data(await look(district, DEFAULTER, exhausted));
  scene.ahead = -2 * DAY;
  const expired = await granted(district, DEFAULTER, { validDays: 1 });
  scene.reset();
  const employers = { purpose: "EMPLOYMENT_CHECK", categories: ["BASIC"], uses: 3 };
  return new Map<string, Case>([
    ["no such authorisation", { grant: newId() }],
    ["of another agency", { grant: await granted(district, DEFAULTER, employers, "employer") }],
    ["of another person", { grant: await granted(district, 0) }],
    ["of nobody: the person does not exist", { grant: valid, lookup: { idNumber: "120115199001010007", name: "某某" } }],
    ["of nobody: the name is another", { grant: valid, lookup: { ...lookupOf(DEFAULTER), name: "刘建民" } }],
    ["revoked", { grant: await changed("revokeGrant") }],
    ["paused", { grant: await changed("pauseGrant") }],
    ["expired", { grant: expired }],
    ["exhausted", { grant: exhausted }],
  ]);
}

/** Deterministic, so that a seed repeats the orders. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Mean rank of each case over the rounds, in standard deviations from the middle. */
async function drift(all: ReadonlyMap<string, Case>, random: () => number): Promise<Map<string, number>> {
  const token = await scene.district.token("bank");
  const query = "query ($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { id maskedName } }";
  const names = [...all.keys()];
  const ranks = new Map(names.map((name) => [name, 0]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const took: [string, number][] = [];
    for (const name of shuffled(names, random)) {
      const { grant, lookup = lookupOf(DEFAULTER) } = all.get(name)!;
      const began = performance.now();
      const answered = await ask(
        scene.district.url,
        { query, variables: { lookup, access: { purpose: "BANK_CREDIT", caseNumber: "c", grant } } },
        { authorization: `Bearer ${token}` },
      );
      took.push([name, performance.now() - began]);
      scene.expectRefused(answered);
    }
    if (round < 0) continue;
    took.sort((a, b) => a[1] - b[1]).forEach(([name], rank) => ranks.set(name, ranks.get(name)! + rank));
  }
  const sigma = Math.sqrt((names.length ** 2 - 1) / 12 / ROUNDS);
  const middle = (names.length - 1) / 2;
  return new Map([...ranks].map(([name, sum]) => [name, (sum / ROUNDS - middle) / sigma]));
}

const seed = randomSeed();

it(`F01 F02 no refusal of an authorisation is told from another by the clock (seed ${seed})`, async () => {
  const all = await cases();
  const random = randomFrom(seed);
  let worst: Map<string, number> = new Map();
  for (let attempt = 0; attempt < 3; attempt++) {
    worst = new Map([...(await drift(all, random))].filter(([, sigmas]) => Math.abs(sigmas) > LIMIT));
    if (worst.size === 0) return;
  }
  expect(worst).toEqual(new Map());
}, 180_000);
