/** A place of the answer as the projection knows it: where it is in the client's names, and what may stand there. */
import { getNullableType, isListType, isNonNullType, type GraphQLOutputType } from "graphql";
import type { AskedField } from "../../operation/askedFields";

export interface Place {
  /** Response names from the root. */
  path: readonly string[];
  /** Levels of list below each name of the path. */
  lists: readonly number[];
  /** The same way by fetch keys, for finding whose value it is. */
  fetchPath: readonly string[];
  /** May the field, and the items of each level of its lists, not be null? */
  nonNull: readonly boolean[];
  /** What was asked at this place; several where an interface and its types share a name. */
  asked: readonly AskedField[];
}

/** Where a place's own indices begin. */
export function slotsBefore({ lists }: Pick<Place, "lists">): number {
  return lists.slice(0, -1).reduce((sum, levels) => sum + levels, 0);
}

/** The path of a value `level` lists deep in the place, with the indices at which the walk stands. */
export function pathWithIndices({ path, lists }: Place, level: number, at: readonly number[]): (string | number)[] {
  const whole: (string | number)[] = [];
  let slot = 0;
  path.forEach((key, depth) => {
    whole.push(key);
    const levels = depth === path.length - 1 ? level : lists[depth]!;
    for (let i = 0; i < levels; i++) whole.push(at[slot++]!);
  });
  return whole;
}

export function listLevels(type: GraphQLOutputType): number {
  const bare = getNullableType(type);
  return isListType(bare) ? 1 + listLevels(bare.ofType as GraphQLOutputType) : 0;
}

export function nonNullLevels(type: GraphQLOutputType): boolean[] {
  const bare = getNullableType(type);
  return [isNonNullType(type), ...(isListType(bare) ? nonNullLevels(bare.ofType as GraphQLOutputType) : [])];
}
