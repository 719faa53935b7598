/** What the projection of one request knows and finds out: where the walk stands, and everything that is odd. */
import { getNamedType, isLeafType, type GraphQLLeafType } from "graphql";
import type { AskedField } from "../../operation/askedFields";
import type { ResponsePath } from "../responsePath";
import { otherLeaf } from "./leafKinds";
import { Missing, type Hole } from "./missing";
import { pathWithIndices, type Place } from "./place";
import type { Report } from "./report";

export class ProjectionState {
  /** Indices of the lists that the walk is in, outermost first. */
  readonly at: number[] = [];

  constructor(
    private readonly report: Report,
    private readonly keyOf: (asked: AskedField) => string,
  ) {}

  /** A value that is not what the place should hold, `level` lists deep: what stands there instead. */
  odd(place: Place, level: number, value: unknown): unknown {
    if (value instanceof Missing) {
      for (const hole of value.holes) this.hole(place, level, hole);
      return null;
    }
    if (value === null || value === undefined) {
      if (place.nonNull[level]) this.wrong(place, level);
      else if (value === undefined) this.report.unexplained(place, pathWithIndices(place, level, this.at));
      return null;
    }
    const type = getNamedType(place.asked[0]!.field.type);
    const taken = isLeafType(type) && level === place.nonNull.length - 1 ? otherLeaf(type as GraphQLLeafType, value) : undefined;
    if (taken !== undefined) return taken;
    this.wrong(place, level);
    return null;
  }

  /** An object of a type that the place does not allow; or of an interface, where who knows its type did not answer. */
  foreignType(place: Place, level: number, typename: unknown): void {
    const cause = this.report.whyUntold(place, typename);
    if (cause === undefined) this.wrong(place, level);
    else this.hole(place, level, { cause, tail: [] });
  }

  private wrong(place: Place, level: number): void {
    this.report.wrongValue(place, pathWithIndices(place, level, this.at));
  }

  private hole(place: Place, level: number, { cause, tail }: Hole): void {
    const path = cause.whole ? [...place.path] : pathWithIndices(place, level, this.at);
    this.report.add(cause, [...path, ...this.clientTail(place.asked, tail)]);
  }

  /** The beginning of `tail` that was asked for, in the client's names: what a department writes beyond that is its own invention. */
  private clientTail(asked: readonly AskedField[], tail: ResponsePath): (string | number)[] {
    const path: (string | number)[] = [];
    let level = asked;
    for (const part of tail) {
      if (typeof part === "number") {
        path.push(part);
        continue;
      }
      const here = level.flatMap(({ children }) => children).filter((child) => this.keyOf(child) === part);
      if (here.length === 0) break;
      path.push(here[0]!.responseKey);
      level = here;
    }
    return path;
  }
}
