/**
 * Our engine against the judge (graphql-js alone over the whole graph) and against the stock engine, on random graphs,
 * operations, variables, rulings and outages. The stock engine is no judge: there are operations that it answers wrongly.
 *
 * 500 cases, or ten thousand with `--full`; SEED repeats a run, GRAPH one graph of it; a failure prints graph and operation.
 */
import fc from "fast-check";
import { isInterfaceType, type DocumentNode } from "graphql";
import { fullRun, onlyRun, randomSeed } from "../../../test/support/config";
import { Refusal } from "../../../schema/contract/publicCode";
import { filterOperation } from "../../authorize/filterOperation";
import { leavesOf } from "../../authorize/pretendedAnswer.fixture";
import { placeNulls } from "../../authorize/placeNulls";
import type { FieldRuling } from "../../authorize/ruleField";
import type { ResponsePath } from "../responsePath";
import { everyField, type AskedField } from "../../operation/askedFields";
import { readVariables } from "../../operation/readVariables";
import {
  composed,
  openForeign,
  type Foreign,
  type ForeignRun,
  type ForeignSubgraph,
  type RunMore,
} from "../foreignGraph.fixture";
import { contradictions, errorsAtValues, isBare, losses, nullOf, unexplained } from "./comparison.fixture";
import { judged, subgraphsOf } from "./graphOfModel.fixture";
import { randomCase, type RandomCase } from "./randomCase.fixture";
import { OBJECTS, randomModel, type Model } from "./randomGraph.fixture";
import { hash } from "./randomValue.fixture";

type Draw = (max: number) => number;

const CASES_A_GRAPH = 20;
const GRAPHS = fullRun() ? 500 : 25;
const SEED = randomSeed(20171104);

/** Graphs that showed a mistake once, by seed and place in its run; they stay mended. */
const FOUND: [seed: number, graph: string][] = [
  [601001, "267"],
  [602002, "12"],
  [603003, "24"],
  [26112601, "99"],
  [26112602, "155"],
  [26112611, "115"],
  [26112612, "255"],
  [26112613, "14"],
  [26112614, "63"],
  [26112621, "8"],
  [26112661, "46"],
];

it(`${GRAPHS * CASES_A_GRAPH} random cases, seed ${SEED}`, async () => {
  const path = onlyRun();
  const tally = await judgeRuns(SEED, path === undefined ? { numRuns: GRAPHS } : { numRuns: 1, path });
  process.stdout.write(`differential, seed ${SEED}: ${[...tally].map(([what, n]) => `${n} ${what}`).join(", ")}\n`);
  if (path !== undefined) return;
  for (const what of ["open", "ruled", "with outages", "mutations"]) expect(tally.get(what)).toBeGreaterThan(GRAPHS / 2);
  expect(tally.get("equal to the stock engine")).toBeGreaterThan(GRAPHS * CASES_A_GRAPH * 0.6);
}, 3_000_000);

it.each(FOUND)("what seed %i showed at graph %s", async (seed, path) => {
  expect((await judgeRuns(seed, { numRuns: 1, path })).size).toBeGreaterThan(0);
});

/** Draws graphs, judges cases of each, and counts what they were. @throws Error of the first case that is wrong */
async function judgeRuns(seed: number, runs: { numRuns: number; path?: string }): Promise<Map<string, number>> {
  let graphs = Number(runs.path ?? 0);
  const tally = new Map<string, number>();
  const count = (what: string) => void tally.set(what, (tally.get(what) ?? 0) + 1);
  const property = fc.asyncProperty(fc.gen(), async (gen) => {
    const draw: Draw = (max) => gen(fc.nat, { max });
    const trial = await Trial.open(randomModel(draw), { seed, graph: graphs++ }, count);
    try {
      for (let at = 0; at < CASES_A_GRAPH; at++) await trial.judge(draw);
    } finally {
      await trial.close();
    }
  });
  const { failed, errorInstance } = await fc.check(property, { ...runs, seed, endOnFailure: true });
  // What was drawn is thousands of numbers: the error of the case, which shows graph and operation, says it better.
  if (failed) throw errorInstance;
  return tally;
}

/** One graph, on both engines and before the judge. */
class Trial {
  private constructor(
    private readonly model: Model,
    private readonly place: { seed: number; graph: number },
    private readonly subgraphs: Record<string, ForeignSubgraph>,
    private readonly ours: Foreign,
    private readonly stock: Foreign,
    private readonly count: (what: string) => void,
  ) {}

  static async open(model: Model, place: { seed: number; graph: number }, count: (what: string) => void): Promise<Trial> {
    const subgraphs = subgraphsOf(model);
    const sdl = composed(subgraphs);
    const [ours, stock] = [await openForeign("compiled", subgraphs, sdl), await openForeign("apollo", subgraphs, sdl)];
    return new Trial(model, place, subgraphs, ours, stock, count);
  }

  async close(): Promise<void> {
    await Promise.all([this.ours.close(), this.stock.close()]);
  }

  async judge(draw: Draw): Promise<void> {
    const one = this.draw(draw);
    if (one === undefined) return this.count("invalid");
    const kind = draw(4);
    const closed = draw(1000);
    const rule = (coordinate: string) => this.rule(coordinate, closed);
    const down = new Set(this.model.subgraphs.filter(() => draw(1) === 0));
    const more: RunMore = kind === 3 ? { rule } : kind === 4 ? { down } : {};
    this.count(kind === 3 ? "ruled" : kind === 4 ? "with outages" : "open");
    if (one.text.startsWith("mutation")) this.count("mutations");
    try {
      await this.compare(one, more);
    } catch (error) {
      const graph = Object.entries(this.subgraphs).map(([name, { sdl }]) => `# ${name}\n${sdl}`);
      const told = {
        ...{ ...this.place, text: one.text, variables: one.variables },
        ...(kind === 4 && { down: [...down].join() }),
        ...(kind === 3 && { closed }),
      };
      throw new Error([(error as Error).message, ...graph, JSON.stringify(told)].join("\n"), { cause: error });
    }
  }

  /** Most random texts are valid; one that is not is drawn anew. */
  private draw(draw: Draw): RandomCase | undefined {
    for (let attempt = 0; attempt < 5; attempt++) {
      const one = randomCase(this.ours.apiSchema, draw);
      try {
        const operation = this.ours.read(one.text);
        filterOperation(operation, () => ({ open: true }), new Set());
        if (operation.roots.some(({ field }) => field.name !== "__typename")) return one;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return undefined;
  }

  /** What may be null may be closed. */
  private rule(coordinate: string, closed: number): FieldRuling {
    const [type = "", name = ""] = coordinate.split(".");
    const fields = (this.ours.apiSchema.getType(type) as { getFields?(): Record<string, { type: unknown }> }).getFields?.();
    const isNullable = fields?.[name] !== undefined && !String(fields[name].type).endsWith("!");
    return isNullable && hash(`${coordinate} ${closed}`) % 4 === 0 ? { open: false, reason: "PURPOSE" } : { open: true };
  }

  private async compare(one: RandomCase, more: RunMore): Promise<void> {
    const whole = await this.expected(one, more);
    const run = this.ours.run(one.text, { ...more, variables: one.variables });
    const answer = await settled(run);
    const isCalm = !this.model.faulty && more.down === undefined;
    if (isCalm && whole.errors.length === 0) {
      // What stands where something is closed is told elsewhere: the two put nulls of their own there.
      if (more.rule === undefined) expect(JSON.stringify(answer.data)).toBe(JSON.stringify(whole.data));
      else {
        const shown = leavesOf(answer.data);
        const isNull = (place: string) => !shown.has(place) && whole.halfClosed?.has(named(place.split("."))) === true;
        expect(shown).toEqual(new Map([...leavesOf(whole.data)].filter(([place]) => !isNull(place))));
      }
      expect(answer.errors).toEqual([]);
    } else {
      if (more.rule === undefined) expect(contradictions(answer.data, whole.data)).toEqual([]);
      else expect([...leavesOf(whole.data)]).toEqual(expect.arrayContaining([...leavesOf(answer.data)]));
      const failed = whole.errors.map(({ path = [] }) => path);
      const lost = knownLosses(answer.data, whole.data, whole.halfClosed);
      expect(unexplained(lost, answer.errors)).toEqual([]);
      // Where something failed before the judge, there is a null here as well, and a word about it.
      const nulls = failed.map((path) => nullOf(answer.data, path));
      expect(unexplained(nulls, answer.errors)).toEqual([]);
      expect(errorsAtValues(answer.errors, answer.data, [...lost, ...failed])).toEqual([]);
    }
    await this.compareWithStock(one, more, run, answer, whole);
  }

  /** What the judge says of what is left of the operation. */
  private async expected({ text, variables: given }: RandomCase, { rule }: RunMore) {
    const operation = this.ours.read(text);
    const variables = readVariables(this.ours.apiSchema, operation, given);
    const whole = (document: DocumentNode) => judged(this.model, this.ours.apiSchema, document, given);
    if (rule === undefined) return { ...(await whole(operation.document)), halfClosed: undefined };
    const { document, removed } = filterOperation(operation, rule, new Set());
    const { data = null, errors = [] } = document ? await whole(document) : {};
    const halfClosed = this.halfClosed(operation.roots, removed);
    return { data: placeNulls(data, operation.roots, removed, variables), errors, halfClosed };
  }

  /** Leaves that were asked of an interface and of one of its types, of which one is closed: then nothing is shown, by either. */
  private halfClosed(roots: readonly AskedField[], removed: ReadonlySet<AskedField>): Set<string> {
    const ways = new Map<string, AskedField[]>();
    for (const asked of everyField(roots)) {
      const place = named(asked.path);
      ways.set(place, [...(ways.get(place) ?? []), asked]);
    }
    const ofInterface = ({ coordinate }: AskedField) => isInterfaceType(this.ours.apiSchema.getType(coordinate.split(".")[0]!));
    const isHalf = (alike: AskedField[]) =>
      alike.some(ofInterface) && alike.some((one) => removed.has(one)) && !alike.every((one) => removed.has(one));
    return new Set([...ways].flatMap(([place, alike]) => (isHalf(alike) ? [place] : [])));
  }

  /** We make no more calls than it does; and where it contradicts the judge, that is counted and is not ours to mend. */
  private async compareWithStock(
    one: RandomCase,
    more: RunMore,
    ours: ForeignRun,
    answer: { data: unknown },
    whole: { data: unknown; errors: readonly unknown[]; halfClosed: ReadonlySet<string> | undefined },
  ): Promise<void> {
    const run = this.stock.run(one.text, { ...more, variables: one.variables });
    const theirs = await settled(run).catch(() => undefined);
    if (theirs === undefined) return this.count("refused by the stock engine");
    const isWrong = contradictions(theirs.data, whole.data).length > 0;
    if (isWrong) return this.count("answered wrongly by the stock engine");
    const isEqual = inAnyOrder(theirs.data) === inAnyOrder(answer.data);
    this.count(isEqual ? "equal to the stock engine" : "another than the stock engine");
    // Of an object whose type nobody told it answers what would do for none of its types; and two aliases of a field are one place
    // for us: a null that climbs out of what one of them asks is in both.
    const lost = knownLosses(answer.data, theirs.data, whole.halfClosed);
    if (!this.model.subgraphs.includes(OBJECTS) && !this.model.faulty && whole.errors.length === 0) expect(lost).toEqual([]);
    // What it loses it need not ask for; and where a subgraph that is up refused its operation, it asked no further.
    const isUp = ({ subgraph = "" }) => more.down?.has(subgraph) !== true;
    const isCounted = isEqual && !theirs.errors.some((error) => error.code === "SECTOR_UNAVAILABLE" && isUp(error));
    if (isCounted) expect(ours.calls.length).toBeLessThanOrEqual(run.calls.length);
  }
}

/**
 * What `answer` lost of `whole`. Where some of it is closed: of an object of which only closed places were asked, and none of
 * those is reached, nothing need be known, and it stands as {}; and what is half closed is not shown.
 */
function knownLosses(answer: unknown, whole: unknown, halfClosed: ReadonlySet<string> | undefined): ResponsePath[] {
  const lost = losses(answer, whole);
  return halfClosed === undefined ? lost : lost.filter((path) => !isBare(whole, path) && !halfClosed.has(named(path)));
}

/** A place of the operation, whatever the item of a list. */
function named(path: ResponsePath): string {
  return path.filter((part) => part !== "" && !/^\d/.test(String(part))).join(".");
}

async function settled({ result }: ForeignRun) {
  try {
    const { data, errors } = await result;
    return { data: plain(data), errors };
  } catch (error) {
    // Where every root fetch fails there is no answer at all.
    if (!(error instanceof Refusal)) throw error;
    return { data: null, errors: [{ message: "", code: "SECTOR_UNAVAILABLE" as const, path: [] }] };
  }
}

/** The answer as JSON, whatever the order of keys. */
function inAnyOrder(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
