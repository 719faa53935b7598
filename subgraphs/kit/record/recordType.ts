/**
 * One class a record type: the single source of its GraphQL type, its intake columns and its documentation. Its place
 * in the catalogue (name, category, openness, legal basis) is found by the class's name.
 *
 * Promise: a class without a catalogue item does not load. Refuses: a field title used twice, a key that is no
 * field, a field of the interface declared again, a rule that points at no column.
 *
 *     @RecordType({ key: ["noticeNo"] })
 *     export class TaxArrearsNotice extends CreditRecord {
 *       @Detail(Text, "公告编号", "number of the notice") noticeNo!: string;
 *     }
 */
import { Directive, Field, ObjectType } from "type-graphql";
import { loadCatalogue } from "../../../schema/catalogue/load";
import type { CatalogueEntry } from "../../../schema/catalogue/catalogue";
import { COMMON_FIELDS, CreditRecord } from "./creditRecord";
import type { IntakeRule } from "./intakeRule";
import type { Kind } from "./kinds";

/** A field that the type has beside the common ones. */
export interface DetailField {
  name: string;
  kind: Kind;
  /** Chinese title: the column of a batch and the first half of the description. */
  zh: string;
  en: string;
  /** A batch may leave the cell empty. (In the graph every field of a record type is nullable, for each can be closed.) */
  optional: boolean;
  /** Shows who the person is: needs the scope person:unmask, or to be asked by the person. */
  unmasks: boolean;
}

export interface RecordSpec {
  /** GraphQL type and class name. */
  name: string;
  item: CatalogueEntry;
  details: DetailField[];
  /** Fields whose values together are the source record number; empty = the batch has a column of its own for it. */
  key: string[];
  /** One case may name several persons: the number identifies a record only together with the person. */
  perPerson: boolean;
  /** What must hold between the fields of one record before it is taken in. */
  rules: IntakeRule[];
  /** The slice's typed list, plural lowerCamelCase. */
  listField: string;
  target: new () => object;
}

type DetailOptions = { optional?: boolean; unmasks?: boolean };

const detailsByClass = new Map<object, DetailField[]>();
const specByClass = new Map<object, RecordSpec>();

/** Who may see what identifies the person: an agency with the scope, or the person. */
export const UNMASK_DIRECTIVE = '@requiresScopes(scopes: [["person:unmask"], ["self"]])';

/** The policy of a category; one alternative, never an OR. */
export function policyDirective(category: string): string {
  return `@policy(policies: [["category:${category}"]])`;
}

/** A field of a record type, with its titles in both languages. */
export function Detail(kind: Kind, zh: string, en: string, options: DetailOptions = {}): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property);
    Field(() => kind.graphql() as never, { nullable: true, description: `${zh} / ${en}` })(prototype, name);
    if (options.unmasks) Directive(UNMASK_DIRECTIVE)(prototype, name);
    const details = detailsByClass.get(prototype.constructor) ?? [];
    details.push({ name, kind, zh, en, optional: options.optional ?? false, unmasks: options.unmasks ?? false });
    detailsByClass.set(prototype.constructor, details);
  };
}

/** Makes the class a record type of the graph. */
export function RecordType(options: { key: string[]; perPerson?: boolean; rules?: IntakeRule[] }) {
  return (target: new () => object): void => {
    const item = loadCatalogue().items.find((entry) => entry.type === target.name);
    if (item === undefined) {
      throw new Error(`record type ${target.name} has no item in schema/catalogue/items: add one, or remove the class`);
    }
    const { key, perPerson = false, rules = [] } = options;
    const details = detailsByClass.get(target) ?? [];
    refuseMistakes(target.name, details, key);
    refuseRules(target.name, details, rules);
    refuseUnknownDisplayFields(target.name, details, item);
    for (const detail of details) Directive(policyDirective(item.category))(target.prototype, detail.name);
    ObjectType(target.name, {
      description: `${item.zh} / ${item.en}`,
      simpleResolvers: true,
      ...(item.creditRecord && { implements: CreditRecord }),
    })(target);
    Directive("@authenticated")(target);
    specByClass.set(target, {
      name: target.name,
      item,
      details,
      key,
      perPerson,
      rules,
      listField: pluralOf(target.name),
      target,
    });
  };
}

/** The specification of a record class. @throws Error for a class without `@RecordType`. */
export function recordSpec(target: new () => object): RecordSpec {
  const spec = specByClass.get(target);
  if (spec === undefined) throw new Error(`${target.name} is not a record type: put @RecordType on the class`);
  return spec;
}

/** TaxArrearsNotice → taxArrearsNotices, IitIntegrity → iitIntegrities. */
export function pluralOf(typeName: string): string {
  const name = typeName[0]!.toLowerCase() + typeName.slice(1);
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

function refuseMistakes(type: string, details: readonly DetailField[], key: readonly string[]): void {
  const titles = new Set<string>();
  for (const { zh, name } of details) {
    if (COMMON_FIELDS.has(name))
      throw new Error(`record type ${type}: every record has the field "${name}"; leave it to the kit`);
    if (titles.has(zh)) throw new Error(`record type ${type}: two fields have the title "${zh}"`);
    titles.add(zh);
  }
  for (const name of key) {
    const field = details.find((detail) => detail.name === name);
    if (field === undefined || field.optional)
      throw new Error(`record type ${type}: key field "${name}" must be a required field`);
  }
}

function refuseRules(type: string, details: readonly DetailField[], rules: readonly IntakeRule[]): void {
  for (const { column } of rules) {
    if (!details.some(({ zh }) => zh === column))
      throw new Error(`record type ${type}: a rule points at "${column}", which is no column`);
  }
}

/** The catalogue's display names fields of the type; a field that is not there would mean a record that never ends. */
function refuseUnknownDisplayFields(type: string, details: readonly DetailField[], { code, display }: CatalogueEntry): void {
  const named = [display.untilField, display.notBeforeField, display.endedByField, ...(display.ownMonthsFields ?? [])];
  for (const name of named) {
    if (name !== undefined && !details.some((detail) => detail.name === name)) {
      throw new Error(`item ${code}: its display names the field "${name}", which ${type} does not have`);
    }
  }
}
