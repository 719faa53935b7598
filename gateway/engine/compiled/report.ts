/**
 * Everything that went wrong in one run, made into errors of the answer: one at each place, with a code of the closed
 * list; and into which departments answered and of which something is missing (ATTACKS K01, K02, O3).
 */
import { getNamedType } from "graphql";
import { Refusal } from "../../../schema/contract/publicCode";
import { meansMissing, sentenceOf } from "../../subgraph/publicErrors";
import { SECTOR_SENTENCE, type SectorCode } from "../../subgraph/reach";
import type { EngineError } from "../engine";
import type { ResponsePath } from "../responsePath";
import type { Cause } from "./missing";
import type { Place } from "./place";

/** Whose value stands at a place, as far as can be told from the fetches that were made. */
export interface Filler {
  subgraph: string;
  root: boolean;
  failed: boolean;
}

export interface ReportOptions {
  /** Subgraphs that own the persons: where one answers nonsense at the root, there is no answer. */
  owners: ReadonlySet<string>;
  fillerOf(fetchPath: readonly string[]): Filler | undefined;
  /** Why a fetch for objects there failed, if one did. */
  failedAt(fetchPath: readonly string[]): Cause | undefined;
  /** Is a value that no fetch filled something that is missing? Not on a foreign graph, where an entity may be unknown. */
  strict: boolean;
}

export class Report {
  readonly errors = new Map<string, EngineError>();
  private readonly unavailable = new Map<string, SectorCode>();
  private readonly causes: Cause[] = [];

  constructor(private readonly options: ReportOptions) {}

  /** A failure that left holes in the data, or wanted to. */
  cause(cause: Cause): Cause {
    this.causes.push(cause);
    if (meansMissing(cause.code))
      this.lose(cause.subgraph, cause.code === "SECTOR_INTEGRITY" ? cause.code : "SECTOR_UNAVAILABLE");
    return cause;
  }

  add(cause: Cause, path: ResponsePath): void {
    cause.shown = true;
    const key = JSON.stringify(path);
    if (this.errors.has(key)) return;
    this.errors.set(key, { message: cause.message, path: [...path], subgraph: cause.subgraph, code: cause.code });
  }

  /** A value that the graph's types do not allow: its department answered what it was not asked. */
  wrongValue(place: Place, path: ResponsePath): void {
    const filler = this.options.fillerOf(place.fetchPath);
    if (filler === undefined || filler.failed) return this.unexplained(place, path);
    if (filler.root && this.options.owners.has(filler.subgraph)) throw nothingAnswered("SECTOR_INTEGRITY", filler.subgraph);
    const { subgraph } = filler;
    const code = "SECTOR_INTEGRITY";
    const cause = { subgraph, code, message: sentenceOf(code), whole: false, fallback: [], shown: true } as const;
    this.add(this.cause(cause), path);
  }

  /** Why `typename`, an interface known as an object, is all that was learnt; undefined if nobody failed to say more. */
  whyUntold({ asked, fetchPath }: Place, typename: unknown): Cause | undefined {
    return getNamedType(asked[0]!.field.type).name === typename ? this.options.failedAt(fetchPath) : undefined;
  }

  /** A place that nobody filled, though nobody failed who was to. */
  unexplained(place: Place, path: ResponsePath): void {
    if (!this.options.strict && !place.nonNull[0]) return;
    const subgraph = this.options.fillerOf(place.fetchPath)?.subgraph ?? "";
    const code = "SECTOR_UNAVAILABLE";
    const cause: Cause = { subgraph, code, message: sentenceOf(code), whole: false, fallback: [], shown: true };
    this.add(subgraph === "" ? cause : this.cause(cause), path);
  }

  /** Errors for failures of which no hole was met: what they were to fill went further up, or feeds other fetches only. */
  showTheRest(clientPath: (fetchPath: readonly string[]) => readonly string[]): void {
    for (const cause of this.causes) if (!cause.shown) this.add(cause, clientPath(cause.fallback));
  }

  lost(): { subgraph: string; code: SectorCode }[] {
    return [...this.unavailable].map(([subgraph, code]) => ({ subgraph, code }));
  }

  isLost(subgraph: string): boolean {
    return this.unavailable.has(subgraph);
  }

  private lose(subgraph: string, code: SectorCode): void {
    if (this.unavailable.get(subgraph) !== "SECTOR_INTEGRITY") this.unavailable.set(subgraph, code);
  }
}

export function nothingAnswered(code: SectorCode, subgraph: string): Refusal {
  return new Refusal(code, SECTOR_SENTENCE[code], { status: 503, detail: `${subgraph}: root fetch` });
}
