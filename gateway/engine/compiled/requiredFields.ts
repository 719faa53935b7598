/**
 * `@requires` with arguments, told apart. The planner keeps one selection for each response name, so of
 * `price(currency: "USD")` and `price(currency: "EUR")` that two fields require it would fetch one and hand it to both; and
 * a client's `comments(limit: 1)` would be taken for the `comments(limit: 3)` that a field requires. Before planning, each
 * required field with arguments becomes a field of its own; in what is sent it is itself again, under a name of its own.
 */
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type SelectionSetNode,
} from "graphql";
import { enumOf, fieldSet, isFielded, isTrue, namedType, stringOf, type Fielded } from "./joins";
import { usedFields } from "./usedFields";

export interface RequiredFields {
  /** The supergraph that is planned on. */
  plannedSdl: string;
  /** The field as it is sent, with its arguments. */
  written(field: FieldNode): FieldNode;
  /** The field that a name in the plan stands for. */
  fieldNamed(name: string): string;
  /** Names of required fields with arguments that `field` of `type` needs, whichever subgraph answers it. */
  neededBy(type: string, field: string): readonly string[];
}

interface Separate {
  name: string;
  type: string;
  field: FieldNode;
}

export function separatedRequires(supergraphSdl: string): RequiredFields {
  const document = parse(supergraphSdl, { noLocation: true });
  const separator = new Separator(document);
  const rewritten = visit(document, {
    ObjectTypeDefinition: (type) => separator.requiresOf(type),
    InterfaceTypeDefinition: (type) => separator.requiresOf(type),
  });
  const byName = new Map(separator.separate.map((one) => [one.name, one]));
  return {
    plannedSdl: byName.size === 0 ? supergraphSdl : print(separator.withFields(rewritten)),
    written(field) {
      const separate = byName.get(field.name.value);
      if (separate === undefined) return field;
      const { name, arguments: given = [] } = separate.field;
      return { ...field, alias: field.alias ?? field.name, name, arguments: given };
    },
    fieldNamed: (name) => byName.get(name)?.field.name.value ?? name,
    neededBy: (type, field) => separator.needed.get(`${type}.${field}`) ?? [],
  };
}

class Separator {
  readonly separate: Separate[] = [];
  readonly needed = new Map<string, string[]>();
  private readonly types = new Map<string, Fielded>();
  private readonly known = new Map<string, Separate>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (isFielded(definition)) this.types.set(definition.name.value, definition);
    }
  }

  /** `type` whose `requires` name separate fields instead of arguments. */
  requiresOf(type: Fielded): Fielded | undefined {
    if (!(type.fields ?? []).some(({ directives }) => directives?.some((one) => stringOf(one, "requires")?.includes("(")))) {
      return undefined;
    }
    const fields = (type.fields ?? []).map((field) => ({
      ...field,
      directives: (field.directives ?? []).map((directive) => this.rewritten(directive, type.name.value, field.name.value)),
    }));
    return { ...type, fields };
  }

  private rewritten(directive: ConstDirectiveNode, type: string, field: string): ConstDirectiveNode {
    const requires = stringOf(directive, "requires");
    if (requires === undefined || !requires.includes("(")) return directive;
    const needed = this.needed.get(`${type}.${field}`) ?? [];
    this.needed.set(`${type}.${field}`, needed);
    const set = this.withoutArguments(fieldSet(requires), type, needed);
    const value = print(set).replace(/\s+/g, " ").slice(1, -1).trim();
    return {
      ...directive,
      arguments: (directive.arguments ?? []).map((one) =>
        one.name.value === "requires" ? { ...one, value: { kind: Kind.STRING, value } } : one,
      ),
    };
  }

  private withoutArguments(set: SelectionSetNode, type: string, needed: string[]): SelectionSetNode {
    const selections = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.typeCondition?.name.value ?? type;
        return { ...selection, selectionSet: this.withoutArguments(selection.selectionSet, inner, needed) };
      }
      const { selectionSet, arguments: given = [] } = selection;
      const result = this.resultOf(type, selection.name.value);
      const below = selectionSet && { selectionSet: this.withoutArguments(selectionSet, result, needed) };
      if (given.length === 0) return { ...selection, ...below };
      const { name } = this.separateField(type, selection);
      needed.push(name);
      return { ...selection, ...below, arguments: [], name: { kind: Kind.NAME, value: name } as const };
    });
    return { ...set, selections };
  }

  private separateField(type: string, field: FieldNode): Separate {
    const { selectionSet: _, ...bare } = field;
    const key = `${type}.${print(bare)}`;
    let separate = this.known.get(key);
    if (separate === undefined) {
      separate = { name: this.unusedName(field.name.value), type, field: bare };
      this.known.set(key, separate);
      this.separate.push(separate);
    }
    return separate;
  }

  private unusedName(field: string): string {
    const names = new Set([...this.types.values()].flatMap(({ fields }) => (fields ?? []).map(({ name }) => name.value)));
    let name = `_r${this.separate.length}_${field}`;
    while (names.has(name)) name = `_${name}`;
    return name;
  }

  /** The supergraph with the separate fields beside those that they stand for, in every type that has one. */
  withFields(document: DocumentNode): DocumentNode {
    const used = usedFields(document, (type, name) => this.resultOf(type, name));
    const add = (type: Fielded): Fielded | undefined => {
      const mine = this.separate.filter((one) => one.type === type.name.value || this.implements(type, one.type));
      const owners = [type.name.value, ...(type.interfaces ?? []).map(({ name }) => name.value)];
      const keptBy = (field: FieldDefinitionNode) =>
        withoutUnused(field, (graph) => owners.some((one) => used.has(`${graph} ${one}.${field.name.value}`)));
      const added = mine.flatMap(({ name, field }) => beside(type, field.name.value, name)).map(keptBy);
      if (added.length === 0) return undefined;
      const originals = new Set(mine.map(({ field }) => field.name.value));
      const fields = (type.fields ?? []).map((field) => (originals.has(field.name.value) ? keptBy(field) : field));
      return { ...type, fields: [...fields, ...added] };
    };
    return visit(document, { ObjectTypeDefinition: add, InterfaceTypeDefinition: add });
  }

  private resultOf(type: string, name: string): string {
    const field = this.separate.find((one) => one.name === name)?.field.name.value ?? name;
    return namedType(this.types.get(type)?.fields?.find((one) => one.name.value === field)?.type);
  }

  private implements(type: Fielded, name: string): boolean {
    return (type.interfaces ?? []).some((one) => one.name.value === name);
  }
}

/** An external field that no directive of its graph names any more would make the subgraph invalid. */
function withoutUnused(field: FieldDefinitionNode, isUsed: (graph: string) => boolean): FieldDefinitionNode {
  const directives = (field.directives ?? []).filter((directive) => {
    const graph = enumOf(directive, "graph");
    return graph === undefined || !isTrue(directive, "external") || isUsed(graph);
  });
  return { ...field, directives };
}

function beside(type: Fielded, original: string, name: string): FieldDefinitionNode[] {
  const field = type.fields?.find((one) => one.name.value === original);
  return field === undefined ? [] : [{ ...field, name: { kind: Kind.NAME, value: name }, arguments: [] }];
}
