/**
 * How often one field is asked at one place. Merging costs validation the square of it, on the main thread.
 *
 * Threat (ATTACKS G05, G06): six hundred times the same field, written out or through fragments, keep graphql-js comparing
 * for a third of a second. So pairs are counted before they are compared; on an operation that is acyclic and bounded.
 */
import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from "graphql";

/** More than any client that composes its operation of fragments has come to. */
export const MAX_PAIRS = 5_000;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Pairs of selections below `set` that validation has to compare; counting stops beyond {@link MAX_PAIRS}. */
export function pairsBelow(set: SelectionSetNode, fragments: Fragments): number {
  return pairsOf([set], fragments);
}

function pairsOf(sets: readonly SelectionSetNode[], fragments: Fragments): number {
  const places = new Map<string, Place>();
  for (const set of sets) gather(set, fragments, places);
  let pairs = 0;
  for (const { count, below } of places.values()) {
    pairs += (count * (count - 1)) / 2;
    if (pairs <= MAX_PAIRS && below.length > 0) pairs += pairsOf(below, fragments);
    if (pairs > MAX_PAIRS) return pairs;
  }
  return pairs;
}

interface Place {
  count: number;
  below: SelectionSetNode[];
}

/** The fields of `set` by their names in the response. */
function gather(set: SelectionSetNode, fragments: Fragments, places: Map<string, Place>): void {
  for (const selection of set.selections) {
    if (selection.kind !== Kind.FIELD) {
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (inner) gather(inner.selectionSet, fragments, places);
      continue;
    }
    const name = selection.alias?.value ?? selection.name.value;
    const place = places.get(name) ?? { count: 0, below: [] };
    places.set(name, place);
    place.count++;
    if (selection.selectionSet) place.below.push(selection.selectionSet);
  }
}
