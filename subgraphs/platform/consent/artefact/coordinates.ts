/**
 * Which fields of the graph an authorisation opens, by name: those that a category closes today, of its categories and items.
 *
 * Why by name (ATTACKS E15): a field that is added later, to a type or to a person, was not in what the person agreed to.
 * So the names are frozen into the signed artefact, and what is not among them stays closed.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse, type ConstDirectiveNode, type TypeNode } from "graphql";
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import { projectRoot } from "../../../../schema/contract/projectRoot";

/** Names of fields, by the type they stand on. */
export type Fields = Record<string, string[]>;

export interface ClosedField {
  type: string;
  field: string;
  category: string;
  resultType: string;
}

/** The fields of `closed` that categories and items open: a record type with its own list, and what is of no item. */
export function fieldsOf(
  { categories, items }: { categories: readonly string[]; items: readonly string[] },
  closed: readonly ClosedField[],
  catalogue: Catalogue,
): Fields {
  const fields: Fields = {};
  for (const { type, field, category, resultType } of closed) {
    const item = catalogue.items.find((one) => one.type === type || one.type === resultType);
    const isAgreed = item === undefined ? categories.includes(category) : items.includes(item.code);
    if (isAgreed) (fields[type] ??= []).push(field);
  }
  return fields;
}

let committed: readonly ClosedField[] | undefined;

/** Every field of the composed graph that a category closes; read once. */
export function closedFields(): readonly ClosedField[] {
  return (committed ??= readClosedFields(join(projectRoot(), "schema", "subgraphs")));
}

function readClosedFields(folder: string): ClosedField[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  return files.flatMap((file) => closedFieldsIn(readFileSync(join(folder, file), "utf8")));
}

export function closedFieldsIn(sdl: string): ClosedField[] {
  return parse(sdl, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    return (definition.fields ?? []).flatMap((field) =>
      categoriesOf(field.directives ?? []).map((category) => ({
        type: definition.name.value,
        field: field.name.value,
        category,
        resultType: namedType(field.type),
      })),
    );
  });
}

function categoriesOf(directives: readonly ConstDirectiveNode[]): string[] {
  const texts = directives
    .filter(({ name }) => name.value === "policy")
    .flatMap((directive) => JSON.stringify(directive.arguments).match(/category:[A-Z0-9_]+/g) ?? []);
  return texts.map((text) => text.slice("category:".length));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
