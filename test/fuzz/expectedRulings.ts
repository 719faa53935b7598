/**
 * What an operation should be told, place by place, from the rules as the tests restate them: fragments unfolded and
 * conditions judged here once more, so that the gateway's own unfolding is tried as well.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { personaNamed } from "../../scripts/developmentIssuer";
import { askerOf } from "../attacks/support/oracles";
import { agencyRows, closedBecause, purposeOf, type Asker } from "../attacks/support/restatedRules";
import { schema, type FuzzCase } from "./randomCase";

export interface Expected {
  /** Response names from the root, joined by dots. */
  path: string;
  coordinate: string;
  /** Why it is closed; `undefined` = open. ACCESS_DENIED closes a root with all that is below. */
  closed: string | undefined;
  isLeaf: boolean;
  /** Something above it is closed already. */
  isBelow: boolean;
  /** It stands wherever its parent does: no type condition on the way leaves that to the record. */
  isCertain: boolean;
}

/** Every reached place of the operation, parents first; a place may come more than once. */
export function expectedRulings(one: FuzzCase): Expected[] {
  const document = parse(one.query);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const found: Expected[] = [];
  const asker = askerOf(one);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const root = schema.getRootType(definition.operation)!;
    walk({ one, asker, fragments, found }, root, definition.selectionSet, { path: [], isBelow: false, isCertain: true });
  }
  return found;
}

interface Walk {
  one: FuzzCase;
  asker: Asker;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  found: Expected[];
}

interface Place {
  path: readonly string[];
  isBelow: boolean;
  isCertain: boolean;
}

function walk(at: Walk, type: GraphQLCompositeType, set: SelectionSetNode, place: Place): void {
  const { path, isBelow, isCertain } = place;
  for (const selection of set.selections) {
    if (isSkipped(selection, at.one.conditions)) continue;
    if (selection.kind !== Kind.FIELD) {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : at.fragments.get(selection.name.value)!;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const narrowed = isCompositeType(condition) ? narrow(type, condition) : type;
      if (narrowed) walk(at, narrowed, fragment.selectionSet, { ...place, isCertain: isCertain && narrowed === type });
      continue;
    }
    const name = selection.name.value;
    if (name === "__typename" || !(isObjectType(type) || isInterfaceType(type))) continue;
    const own = [...path, selection.alias?.value ?? name];
    const coordinate = `${type.name}.${name}`;
    const result = getNamedType(type.getFields()[name]!.type);
    const closed = path.length === 0 ? rootClosed(at, name, coordinate) : fieldClosed(at.asker, coordinate, result.name);
    at.found.push({ path: own.join("."), coordinate, closed, isLeaf: !selection.selectionSet, isBelow, isCertain });
    if (selection.selectionSet && isCompositeType(result))
      walk(at, result, selection.selectionSet, { path: own, isBelow: isBelow || closed !== undefined, isCertain });
  }
}

/** A slice's `records` are open while a record of some type behind them may be; else closed by the rule nearest to open. */
function fieldClosed(asker: Asker, coordinate: string, result: string): string | undefined {
  const closed = closedBecause(asker, coordinate);
  if (closed !== undefined || result !== "CreditRecordConnection") return closed;
  const slice = schema.getType(coordinate.slice(0, coordinate.indexOf("."))) as GraphQLObjectType;
  const lists = Object.values(slice.getFields()).filter(({ type }) => RECORDS.has(getNamedType(type).name));
  const reasons = lists.map(({ name }) => closedBecause(asker, `${slice.name}.${name}`));
  if (reasons.includes(undefined)) return undefined;
  return ["JUSTIFICATION", "GRANT", "OPENNESS"].find((reason) => reasons.includes(reason)) ?? "PURPOSE";
}

const RECORDS = new Set(schema.getPossibleTypes(schema.getType("CreditRecord") as GraphQLInterfaceType).map(({ name }) => name));

/** What an object of `type` is under the condition; `undefined` where it cannot be. */
function narrow(type: GraphQLCompositeType, condition: GraphQLCompositeType): GraphQLCompositeType | undefined {
  if (type === condition || !isAbstractType(type)) {
    return type === condition || (isAbstractType(condition) && schema.isSubType(condition, type as never)) ? type : undefined;
  }
  return condition;
}

function isSkipped({ directives = [] }: SelectionNode, conditions: Readonly<Record<string, boolean>>): boolean {
  return directives.some((directive) => {
    const value = directive.arguments?.[0]?.value;
    const holds = value?.kind === Kind.VARIABLE ? conditions[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return directive.name.value === "skip" ? holds === true : holds !== true;
  });
}

const PERSONS = new Set(["person", "people", "me"]);

/** A root field that is refused is refused whole, in one text. */
function rootClosed({ one, asker }: Walk, name: string, coordinate: string): string | undefined {
  // `self` is a citizen's: an agency that holds it holds nothing.
  const scopes = asker.org === undefined ? asker.scopes : asker.scopes.filter((scope) => scope !== "self");
  if (closedBecause({ ...asker, scopes }, coordinate) === "SCOPE") return "ACCESS_DENIED";
  return PERSONS.has(name) && !mayOpenPersons(one, asker) ? "ACCESS_DENIED" : undefined;
}

/** May the asker open anybody at all for the purpose that he states? */
function mayOpenPersons({ as }: FuzzCase, asker: Asker): boolean {
  const purpose = purposeOf(asker);
  if (purpose === undefined || purpose.kind === "AGGREGATE" || purpose.kind === "EMERGENCY") return false;
  if (purpose.kind === "SELF") return asker.org === undefined && asker.purpose === "SELF_QUERY" && as.startsWith("citizen");
  if (!personaNamed(as.split(":")[0]!)!.scopes.includes("person:read")) return false;
  const agency = agencyRows.find(({ code }) => code === asker.org);
  if (agency === undefined) return false;
  const isAmong = (list: readonly string[] = []) =>
    list.some(
      (who) =>
        who === "*" ||
        who === agency.code ||
        (who === "own-sector" && agency.sectors.length > 0) ||
        agency.kinds.some((kind) => who === `kind:${kind}`),
    );
  if (isAmong(purpose.requesters)) return (purpose.kind === "WRITTEN") === (asker.grant !== undefined);
  return isAmong(purpose.grantRequesters) && asker.grant !== undefined;
}
