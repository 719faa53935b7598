/**
 * From what the stock engine returns and what its data sources saw to an answer that tells the truth: nothing, denied and
 * unavailable never look alike (ATTACKS K01, K02, K03, K06). Whatever is null because a department failed has an error
 * at its place; where the owner of the persons failed there is no answer.
 */
import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from "@apollo/query-planner";
import { Refusal } from "../../schema/contract/publicCode";
import { meansMissing, sentenceOf, type PassedCode } from "../subgraph/publicErrors";
import { SECTOR_SENTENCE, type SectorCode } from "../subgraph/reach";
import { knownPath, type AnswerShape, type ObjectShape } from "./answerShape";
import type { ApolloRun, FetchRecord } from "./apolloRun";
import type { EngineError, EngineResult } from "./engine";
import { isObject, keysOf, placesAt, type ResponsePath } from "./responsePath";

/** What the stock engine's executor returns. */
export interface EngineResponse {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string }[];
  extensions?: { valueCompletion?: readonly { path?: readonly (string | number)[] }[] };
}

/** @throws {Refusal} when nothing can be answered, or a call refused the whole request. */
export function resultOf(
  run: ApolloRun,
  response: EngineResponse,
  owners: ReadonlySet<string>,
  shapes: (query: string) => AnswerShape,
): EngineResult {
  if (run.fatal !== undefined) throw run.fatal;
  refuseOwnErrors(response);
  refuseWithoutRoot(run, owners);
  const report = new Report(response.data ?? null);
  for (const fetch of run.fetches) report.addFetch(fetch);
  if (run.fetches.some(({ failed }) => failed))
    for (const fetch of notMade(run, shapes)) report.addNulls(fetch, "SECTOR_UNAVAILABLE");
  for (const { subgraph, code, path, message } of run.placed) report.add(subgraph, code, path, message);
  for (const { path } of response.extensions?.valueCompletion ?? []) report.addWrongValue(run.fetches, path ?? [], owners);
  return report.result(run.fetches);
}

/** Data sources give the engine no errors, so an error is its own: of a variable, or of a plan it could not run. */
function refuseOwnErrors({ errors }: EngineResponse): void {
  if (errors === undefined || errors.length === 0) return;
  if (errors.every(({ message }) => message.startsWith('Variable "$'))) {
    throw new Refusal("BAD_USER_INPUT", "a variable is not of the type that the operation declares");
  }
  throw new Error(`the engine could not run the plan: ${errors.length} errors`);
}

/** The owner of the persons is asked first; without it a null would read "no such person". */
function refuseWithoutRoot({ fetches, placed }: ApolloRun, owners: ReadonlySet<string>): void {
  const roots = fetches.filter(({ root }) => root);
  for (const { subgraph, failed, pathless } of roots.filter((fetch) => owners.has(fetch.subgraph))) {
    if (failed) throw nothingAnswered(failed, subgraph);
    const atRoot = placed.some((error) => error.subgraph === subgraph && error.path.length === 1 && meansMissing(error.code));
    if (atRoot || pathless.some(meansMissing)) throw nothingAnswered("SECTOR_UNAVAILABLE", subgraph);
  }
  const [first] = roots;
  if (first?.failed && roots.every(({ failed }) => failed)) throw nothingAnswered(first.failed, first.subgraph);
}

function nothingAnswered(code: SectorCode, subgraph: string): Refusal {
  return new Refusal(code, SECTOR_SENTENCE[code], { status: 503, detail: `${subgraph}: root fetch` });
}

class Report {
  private readonly errors = new Map<string, EngineError>();
  private readonly unavailable = new Map<string, SectorCode>();

  constructor(private readonly data: Record<string, unknown> | null) {}

  add(subgraph: string, code: PassedCode, path: readonly (string | number)[], message = sentenceOf(code)): void {
    if (meansMissing(code)) this.lose(subgraph, code === "SECTOR_INTEGRITY" ? code : "SECTOR_UNAVAILABLE");
    const key = JSON.stringify(path);
    if (!this.errors.has(key)) this.errors.set(key, { message, path: [...path], subgraph, code });
  }

  addFetch(fetch: FetchRecord): void {
    for (const code of fetch.failed ? [fetch.failed] : fetch.pathless) {
      const before = this.errors.size;
      this.addNulls(fetch, code);
      if (meansMissing(code)) this.lose(fetch.subgraph, code === "SECTOR_INTEGRITY" ? code : "SECTOR_UNAVAILABLE");
      // All that it was to fill has gone further up, or feeds other fetches only: the failure still shows.
      if (this.errors.size === before)
        this.add(fetch.subgraph, code, keysOf(fetch.path).length > 0 ? keysOf(fetch.path) : rootKeys(fetch));
    }
  }

  /** An error at each field of `fetch` that is null in the answer; one for a whole list. */
  addNulls(fetch: Pick<FetchRecord, "subgraph" | "path" | "shape">, code: PassedCode): void {
    for (const { object } of placesAt(this.data, fetch.path)) {
      for (const path of nullPaths(fetch.shape, object, keysOf(fetch.path))) this.add(fetch.subgraph, code, path);
    }
  }

  /** The engine nulled a value that the graph's types do not allow: its department answered what it was not asked. */
  addWrongValue(fetches: readonly FetchRecord[], path: readonly (string | number)[], owners: ReadonlySet<string>): void {
    const fetch = fillerOf(fetches, path);
    if (fetch?.failed || this.isExplained(path, fetch?.subgraph)) return;
    if (fetch?.root && owners.has(fetch.subgraph)) throw nothingAnswered("SECTOR_INTEGRITY", fetch.subgraph);
    if (fetch === undefined) throw new Error("a value that no fetch of the plan filled");
    this.add(fetch.subgraph, "SECTOR_INTEGRITY", path);
  }

  /** Has `subgraph` an error at `path`, on the way to it, or below it, from where a null came up? */
  private isExplained(path: ResponsePath, subgraph: string | undefined): boolean {
    const keys = keysOf(path);
    return [...this.errors.values()].some((error) => {
      const others = keysOf(error.path ?? []);
      const shared = Math.min(keys.length, others.length);
      return error.subgraph === subgraph && keys.slice(0, shared).every((key, index) => key === others[index]);
    });
  }

  result(fetches: readonly FetchRecord[]): EngineResult {
    const asked = new Set(fetches.map(({ subgraph }) => subgraph));
    return {
      data: this.data,
      errors: [...this.errors.values()],
      unavailable: [...this.unavailable].map(([subgraph, code]) => ({ subgraph, code })),
      answered: [...asked].filter((subgraph) => !this.unavailable.has(subgraph)),
    };
  }

  private lose(subgraph: string, code: SectorCode): void {
    if (this.unavailable.get(subgraph) !== "SECTOR_INTEGRITY") this.unavailable.set(subgraph, code);
  }
}

function rootKeys({ shape }: FetchRecord): string[] {
  return shape.fields.slice(0, 1).map(({ key }) => key);
}

/** Paths, without indices, of the fields that are null in `value`; a field that the client did not ask for is not there. */
function nullPaths(shape: ObjectShape, value: unknown, at: string[]): string[][] {
  if (Array.isArray(value)) return value.flatMap((item) => nullPaths(shape, item, at));
  if (!isObject(value)) return [];
  return shape.fields.flatMap((field) => {
    if (field.isTypename || !Object.hasOwn(value, field.key)) return [];
    const path = [...at, field.key];
    if ((value[field.key] ?? null) === null) return [path];
    return field.object ? nullPaths(field.object, value[field.key], path) : [];
  });
}

/** The fetch that filled the value at `path` of the response: the one whose place and keys lead furthest towards it. */
function fillerOf(fetches: readonly FetchRecord[], path: ResponsePath): FetchRecord | undefined {
  const keys = keysOf(path);
  let filler: FetchRecord | undefined;
  let furthest = -1;
  for (const fetch of fetches) {
    const base = keysOf(fetch.path);
    if (!base.every((key, index) => key === keys[index])) continue;
    const reach = base.length + knownPath(fetch.shape, keys.slice(base.length)).length;
    if (reach > furthest) [filler, furthest] = [fetch, reach];
  }
  return filler;
}

/** Fetches that were never made though there was somebody to make them for: what they need came from one that failed. */
function notMade(run: ApolloRun, shapes: (query: string) => AnswerShape): Pick<FetchRecord, "subgraph" | "path" | "shape">[] {
  const made = new Set(run.fetches.map(({ subgraph, path, query }) => `${subgraph} ${path.join(".")} ${query}`));
  return [...placedFetches(run.input.plan)]
    .filter(({ fetch, path }) => !made.has(`${fetch.serviceName} ${path.join(".")} ${fetch.operation}`))
    .map(({ fetch, path }) => ({ subgraph: fetch.serviceName, path, shape: shapes(fetch.operation).object }));
}

function* placedFetches(plan: QueryPlan): Generator<{ fetch: FetchNode; path: ResponsePath }> {
  yield* within(plan.node, []);
}

function* within(
  node: PlanNode | SubscriptionNode | undefined,
  path: ResponsePath,
): Generator<{ fetch: FetchNode; path: ResponsePath }> {
  if (node?.kind === "Fetch") {
    if (node.requires) yield { fetch: node, path };
  } else if (node?.kind === "Flatten") yield* within(node.node, [...path, ...node.path]);
  else if (node?.kind === "Sequence" || node?.kind === "Parallel") for (const child of node.nodes) yield* within(child, path);
  else if (node?.kind === "Condition") {
    yield* within(node.ifClause, path);
    yield* within(node.elseClause, path);
  }
}
