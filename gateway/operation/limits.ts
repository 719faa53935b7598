/**
 * What an operation may cost, measured on its text and its tree before anything expensive is done with it.
 *
 * Threat (ATTACKS G02–G10): forty bytes can keep a planner busy for minutes, and a short text can unfold to millions of
 * selections. So text is scanned before it is parsed, the parser stops at a number of tokens, and selections are counted
 * by place, fragments by multiplication (memoised, saturating), never by expanding them.
 */
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { Refusal } from "../../schema/contract/publicCode";
import { MAX_PAIRS, pairsBelow } from "./repetition";

export const LIMITS = {
  tokens: 6000,
  depth: 12,
  aliases: 30,
  rootFields: 5,
  directives: 50,
  /** The query of all sectors, every field of every record type and its item, has about 3,800. */
  selections: 4000,
  fragments: 100,
  listItems: 200,
  textCharacters: 4096,
  /** Of a steward's batch. */
  batchCharacters: 4_000_000,
  nameCharacters: 200,
  introspectionDepth: 20,
} as const;

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;

export function tooCostly(what: string): Refusal {
  return new Refusal("OPERATION_TOO_COSTLY", `The operation is too large: ${what}. Ask for less, or in several requests.`);
}

interface Size {
  selections: number;
  aliases: number;
  directives: number;
  depth: number;
}

/** A long name costs little to send once and stands in the path of every error below it. */
function refuseLongName(name: NameNode | undefined): void {
  if (name !== undefined && name.value.length > LIMITS.nameCharacters)
    throw tooCostly(`a name of more than ${LIMITS.nameCharacters} characters`);
}

/** Refuses an operation beyond the limits. Introspection has a depth of its own: its answer is not a person. */
export function refuseCostly(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isIntrospection: boolean,
  limits: Limits = LIMITS,
): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  refuseLongName(operation.name);
  const measure = new Measure(fragments);
  const size = measure.of(operation.selectionSet);
  const depth = isIntrospection ? limits.introspectionDepth : limits.depth;
  if (size.depth > depth) throw tooCostly(`more than ${depth} levels deep`);
  if (size.aliases > limits.aliases) throw tooCostly(`more than ${limits.aliases} aliases`);
  if (size.directives + (operation.directives?.length ?? 0) > limits.directives) {
    throw tooCostly(`more than ${limits.directives} directives`);
  }
  // What is not run is validated all the same.
  const all = document.definitions.map((one) => ("selectionSet" in one ? measure.of(one.selectionSet).selections : 0));
  if (Math.max(size.selections, ...all) > limits.selections) throw tooCostly(`more than ${limits.selections} fields`);
  if (fragments.size > limits.fragments) throw tooCostly(`more than ${limits.fragments} fragments`);
  // Circles never end here; validation names them at once.
  if (!measure.isCircular) refuseRepetition(document, fragments);
}

function refuseRepetition(document: DocumentNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): void {
  for (const definition of document.definitions) {
    if ("selectionSet" in definition && pairsBelow(definition.selectionSet, fragments) > MAX_PAIRS) {
      throw tooCostly("the same fields too many times in one place");
    }
  }
}

/** Counts by place: a fragment counts as often as it is spread. */
class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Size | "running">();
  /** A fragment was found within itself. */
  isCircular = false;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  of(set: SelectionSetNode | undefined): Size {
    const size = { selections: 0, aliases: 0, directives: 0, depth: 0 };
    for (const selection of set?.selections ?? []) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragment(selection.name.value) : this.of(selection.selectionSet);
      const isField = selection.kind === Kind.FIELD;
      if (isField) refuseLongName(selection.alias);
      size.selections += inner.selections + (isField ? 1 : 0);
      size.aliases += inner.aliases + (isField && selection.alias ? 1 : 0);
      size.directives += inner.directives + (selection.directives?.length ?? 0);
      size.depth = Math.max(size.depth, inner.depth + (isField ? 1 : 0));
    }
    size.selections = Math.min(size.selections, 1e9);
    size.aliases = Math.min(size.aliases, 1e9);
    size.directives = Math.min(size.directives, 1e9);
    return size;
  }

  #fragment(name: string): Size {
    const known = this.#known.get(name);
    if (known === "running") {
      this.isCircular = true;
      return { selections: 0, aliases: 0, directives: 0, depth: 0 };
    }
    if (known !== undefined) return known;
    this.#known.set(name, "running");
    const size = this.of(this.#fragments.get(name)?.selectionSet);
    this.#known.set(name, size);
    return size;
  }
}
