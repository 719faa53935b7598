/**
 * One run of a program: calls in the order of its steps, answers taken into one tree, holes where a department failed, and
 * at the end the projection. A department that fails costs its slice; where the owner of the persons fails there is no
 * answer (ATTACKS K01, K02).
 */
import { Refusal } from "../../../schema/contract/publicCode";
import { sentenceOf, type PassedCode } from "../../subgraph/publicErrors";
import type { SectorCode, SubgraphAnswer } from "../../subgraph/reach";
import type { EngineInput, EngineResult } from "../engine";
import { knownPath } from "../answerShape";
import { keysOf } from "../responsePath";
import { askEntities, askRoot, holdersOf, type Asked } from "./ask";
import type { Call, CalledFetch } from "./call";
import type { EngineGraph } from "./fetch";
import { FetchBody } from "./fetchBody";
import { gather } from "./gather";
import { fillWithHoles } from "./holes";
import type { Cause } from "./missing";
import { applyRewrites } from "./outputRewrites";
import { ProjectionState } from "./projectionState";
import type { Program } from "./program";
import { nothingAnswered, Report, type Filler } from "./report";
import type { Step } from "./steps";
import { takeKeys } from "./take";
import { takeErrors } from "./takeErrors";

export interface RunOptions {
  graph: EngineGraph;
  /** Subgraphs that own the persons. */
  owners: ReadonlySet<string>;
}

/** A fetch that was made. */
interface Made {
  fetch: CalledFetch;
  failed: SectorCode | undefined;
  /** Why, where it left holes. */
  cause: Cause | undefined;
  /** Something that a root fetch was to answer as a whole is missing. */
  lostRoot: boolean;
}

export class CompiledRun {
  private readonly data: Record<string, unknown> = {};
  private readonly calls: Promise<void>[] = [];
  private readonly made: Made[] = [];
  private readonly report: Report;
  private readonly texts = new Map<string, string | undefined>();
  /** A refusal of the whole request that a call met. */
  private fatal: unknown;

  constructor(
    private readonly program: Program,
    private readonly input: EngineInput,
    private readonly options: RunOptions,
  ) {
    this.report = new Report({
      owners: options.owners,
      fillerOf: (path) => this.fillerOf(path),
      failedAt: (path) => this.failedAt(path),
      strict: options.graph.strict,
    });
  }

  async run(): Promise<EngineResult> {
    const { first } = this.program.steps;
    if (first !== undefined) await this.perform(first);
    if (this.fatal !== undefined) throw this.fatal;
    if (this.options.graph.strict) this.refuseWithoutRoot();
    const data = this.project();
    this.report.showTheRest((path) => this.program.clientPath(path, data));
    const asked = new Set(this.made.map(({ fetch }) => fetch.subgraph));
    return {
      data,
      errors: [...this.report.errors.values()],
      unavailable: this.report.lost(),
      answered: [...asked].filter((subgraph) => !this.report.isLost(subgraph)),
    };
  }

  private project(): Record<string, unknown> | null {
    const { projection, isClosed, keyOf } = this.program;
    return isClosed ? null : projection.project(this.data, new ProjectionState(this.report, keyOf));
  }

  private perform(step: Step): Promise<void> | undefined {
    switch (step.kind) {
      case "CALL":
        return (this.calls[step.index] ??= this.call(step.call));
      case "SEQUENCE":
        return this.inSequence(step.steps);
      case "PARALLEL":
        return Promise.all(step.steps.map((one) => this.perform(one))) as Promise<unknown> as Promise<void>;
    }
  }

  private async inSequence(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.perform(step);
  }

  private async call(call: Call): Promise<void> {
    const asked = call.fetches.map((fetch) => this.ask(fetch));
    if (asked.every(({ objects }) => objects.length === 0)) return;
    const body = new FetchBody(call, asked, (name) => this.variableText(name));
    const made = call.fetches.map((fetch): Made => ({ fetch, failed: undefined, cause: undefined, lostRoot: false }));
    this.made.push(...made);
    try {
      const answer = await this.input.call(call.subgraph, body);
      for (const [index, one] of made.entries()) this.take(one, asked[index]!, answer);
    } catch (error) {
      const code = this.sectorCode(error);
      for (const [index, one] of made.entries()) {
        one.failed = code;
        one.cause = this.lose(one.fetch, asked[index]!.objects, code);
      }
    }
  }

  /** What to ask about the objects at the fetch's places; those of which something needed is missing get holes instead. */
  private ask(fetch: CalledFetch): Asked {
    const objects: object[] = [];
    for (const path of fetch.paths) gather(this.data, path, objects);
    if (fetch.entities === undefined) return askRoot(objects);
    const asked = askEntities(fetch.entities, objects);
    const { without } = asked;
    this.lose(
      fetch,
      without.map(({ object }) => object),
      "SECTOR_UNAVAILABLE",
    );
    // What failed before is told of by what fails for it.
    for (const { why } of without) for (const { cause } of why?.holes ?? []) cause.shown = true;
    return asked;
  }

  private take(made: Made, asked: Asked, { data, errors = [] }: SubgraphAnswer): void {
    const { supergraph, strict } = this.options.graph;
    const { fetch } = made;
    const { entities, rewrites } = fetch;
    const { first, objects, at } = asked;
    // In a call of several fetches one may have had nobody to ask about.
    if (objects.length === 0) return;
    const values = entities ? ((data?.[fetch.alias] ?? []) as (object | null)[]) : [data ?? null];
    if (errors.length > 0 || (entities && strict && values.includes(null))) {
      const cause = (code: PassedCode, message: string): Cause => this.cause(fetch, code, message, false);
      const isWhole = data === null;
      made.lostRoot = takeErrors({ fetch, values, holders: holdersOf(asked), errors, isWhole, strict, cause });
    }
    if (rewrites.length > 0) {
      for (const [index, value] of values.entries()) {
        if (value === null) continue;
        const own = { ...(entities && { __typename: typenameOf(first[index]) }), ...value };
        applyRewrites(Object.assign(value, own), rewrites, supergraph);
      }
    }
    for (let index = 0; index < objects.length; index++) {
      const value = values[at[index]!] ?? null;
      if (value === null) continue;
      takeKeys(objects[index]!, value, rewrites.length > 0 ? Object.keys(value) : fetch.taken, supergraph);
    }
  }

  /** A fetch that failed as a whole. */
  private lose(fetch: CalledFetch, objects: readonly object[], code: PassedCode): Cause | undefined {
    if (objects.length === 0) return undefined;
    const cause = this.cause(fetch, code, sentenceOf(code), true);
    for (const object of objects) fillWithHoles(object, fetch.shape, cause);
    return cause;
  }

  private cause(fetch: CalledFetch, code: PassedCode, message: string, whole: boolean): Cause {
    const [path] = fetch.paths as [readonly string[]];
    const fallback = path.length > 0 ? path : fetch.taken.slice(0, 1);
    return this.report.cause({ subgraph: fetch.subgraph, code, message, whole, fallback, shown: false });
  }

  private sectorCode(error: unknown): SectorCode {
    if (error instanceof Refusal && (error.code === "SECTOR_UNAVAILABLE" || error.code === "SECTOR_INTEGRITY")) return error.code;
    this.fatal ??= error;
    return "SECTOR_UNAVAILABLE";
  }

  private variableText(name: string): string | undefined {
    if (!this.texts.has(name)) this.texts.set(name, JSON.stringify(this.input.variables[name]));
    return this.texts.get(name);
  }

  /** The owner of the persons is asked first; without it a null would read "no such person". */
  private refuseWithoutRoot(): void {
    const roots = this.made.filter(({ fetch }) => fetch.entities === undefined);
    for (const { fetch, failed, lostRoot } of roots.filter((one) => this.options.owners.has(one.fetch.subgraph))) {
      if (failed) throw nothingAnswered(failed, fetch.subgraph);
      if (lostRoot) throw nothingAnswered("SECTOR_UNAVAILABLE", fetch.subgraph);
    }
    const [first] = roots;
    if (first?.failed && roots.every(({ failed }) => failed)) throw nothingAnswered(first.failed, first.fetch.subgraph);
  }

  /** The fetch whose place and keys lead furthest towards `path`. */
  private fillerOf(path: readonly string[]): Filler | undefined {
    let filler: Filler | undefined;
    let furthest = -1;
    for (const { fetch, failed } of this.made) {
      for (const base of fetch.paths.map(keysOf)) {
        if (!base.every((key, index) => key === path[index])) continue;
        const reach = base.length + knownPath(fetch.shape, path.slice(base.length)).length;
        if (reach <= furthest) continue;
        furthest = reach;
        filler = { subgraph: fetch.subgraph, root: fetch.entities === undefined, failed: failed !== undefined };
      }
    }
    return filler;
  }

  private failedAt(path: readonly string[]): Cause | undefined {
    return this.made.find(({ fetch, cause }) => cause && fetch.paths.some((one) => isSamePath(keysOf(one), path)))?.cause;
  }
}

function isSamePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, index) => key === b[index]);
}

function typenameOf(object: object | undefined): unknown {
  return (object as { __typename?: unknown } | undefined)?.__typename;
}
