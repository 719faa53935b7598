/**
 * A sector's slice of a person: `TaxSlice` with `asOf`, `records`, the populations it owns, and one typed list a
 * record type. Made from the sector's record classes; a department writes none of it.
 *
 * Promise: rows are read before the slice exists, so a department that cannot read its store gives no slice at all
 * (null and an error), never a slice of empty lists (ATTACKS K06, O3).
 */
import { GraphQLError } from "graphql";
import type { CatalogueEntry } from "../../../schema/catalogue/catalogue";
import { Arg, Ctx, Directive, Field, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../record/scalars";
import { KeyPopulation } from "../record/commonLists";
import { policyDirective, type RecordSpec } from "../record/recordType";
import type { Sector } from "../sector";
import type { RecordRow } from "../store/recordRow";
import { CreditRecordConnection, RecordFilter } from "./connection";
import { callerOf, type SubgraphContext } from "./context";
import { pageOf } from "./page";
import { direct, type DirectField, type DirectFields } from "../read/directFields";
import { recordOf } from "./recordOf";

const MAX_FIRST = 200;

/** A slice with its rows at hand. */
export interface SliceData {
  personId: string;
  asOf: string;
  rows: RecordRow[];
}

export type SliceClass = new (data: SliceData) => SliceData;

/** The class of a sector's slice, known to type-graphql. */
export function sliceClass(sector: Sector): SliceClass {
  const name = `${sector.field[0]!.toUpperCase()}${sector.field.slice(1)}Slice`;
  const Slice = {
    [name]: class implements SliceData {
      personId: string;
      asOf: string;
      rows: RecordRow[];
      // type-graphql also calls the constructor without data, to read defaults.
      constructor(data?: SliceData) {
        this.personId = data?.personId ?? "";
        this.asOf = data?.asOf ?? "";
        this.rows = data?.rows ?? [];
      }
    },
  }[name]! as SliceClass;
  Directive("@authenticated")(Slice);
  ObjectType(name, { description: `${sector.zh}掌握的信用信息 / what the ${sector.en} holds on the person` })(Slice);
  Field(() => DateTimeScalar, { description: "数据截至时间 / data as of", simple: true })(Slice.prototype, "asOf");
  addRecords(Slice, sector);
  if (sector.populations.length > 0) addPopulations(Slice, sector);
  for (const spec of sector.types) addTypedList(Slice, spec);
  return Slice;
}

/** What a compiled read may call of a slice, and of the person that it is a slice of. */
export function sliceFields(sector: Sector, Slice: SliceClass): DirectFields {
  const fields: Record<string, DirectField> = {};
  const methods = Slice.prototype as unknown as Record<string, (...given: unknown[]) => unknown>;
  for (const { listField: name } of sector.types) {
    const list = methods[name]!;
    fields[`${Slice.name}.${name}`] = direct(["first"], (slice: object, { first }, context) => list.call(slice, first, context));
  }
  const { records, populations } = methods;
  fields[`${Slice.name}.records`] = direct(["first", "after", "filter"], (slice: object, { first, after, filter }, context) =>
    records!.call(slice, first, after, filter, context),
  );
  if (populations !== undefined) fields[`${Slice.name}.populations`] = direct([], (slice: object) => populations.call(slice));
  fields["Person.id"] = direct([], ({ id }: { id: string }) => id);
  fields[`Person.${sector.field}`] = direct([], ({ id }: { id: string }, _, context: SubgraphContext) =>
    readSlice(id, context, Slice),
  );
  return fields;
}

/** The slice of a person with his visible rows. */
export function readSlice<S>(personId: string, context: SubgraphContext, Slice: new (data: never) => S): Promise<S> {
  // Read meanwhile; its failure is looked at by whoever began to read it, and here.
  const known = context.dataAsOf();
  const slice = (asOf: string, rows: RecordRow[]) => new Slice({ personId, asOf, rows } as never);
  return context
    .records(personId)
    .then((rows) => (typeof known === "string" ? slice(known, rows) : known.then((asOf) => slice(asOf, rows))));
}

function addMethod(Slice: SliceClass, name: string, method: (this: SliceData, ...given: never[]) => unknown): PropertyDescriptor {
  const descriptor = { value: method, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(Slice.prototype, name, descriptor);
  Reflect.defineMetadata("design:paramtypes", [Object, Object, Object, Object], Slice.prototype, name);
  return descriptor;
}

function addTypedList(Slice: SliceClass, spec: RecordSpec): void {
  const { listField: name, item } = spec;
  const descriptor = addMethod(Slice, name, function (this: SliceData, first: number, context: SubgraphContext) {
    refuseFirst(first);
    if (!isOpened(item, context)) throw notOpened();
    return this.rows
      .filter((row) => row.type === spec.name)
      .slice(0, first)
      .map((row) => recordOf(row, spec));
  });
  Arg("first", () => Int, { defaultValue: 20, description: `条数，1 至 ${MAX_FIRST} / how many` })(Slice.prototype, name, 0);
  Ctx()(Slice.prototype, name, 1);
  Field(() => [spec.target], { nullable: true, description: `${item.zh} / ${item.en}` })(Slice.prototype, name, descriptor);
  Directive(policyDirective(item.category))(Slice.prototype, name);
}

function addRecords(Slice: SliceClass, sector: Sector): void {
  const specs = new Map(sector.types.filter(({ item }) => item.creditRecord).map((spec) => [spec.name, spec]));
  type Given = [number, string | undefined, RecordFilter | undefined, SubgraphContext];
  const descriptor = addMethod(Slice, "records", function (this: SliceData, ...[first, after, filter, context]: Given) {
    refuseFirst(first);
    const rows = this.rows.filter((row) => specs.has(row.type));
    const origin = () => ({ caller: callerOf(context.warrant), person: this.personId, list: `${sector.name}.records` });
    return pageOf(rows, { first, after, filter, origin, key: context.cursorKey }, (row) => recordOf(row, specs.get(row.type)!));
  });
  Arg("first", () => Int, { defaultValue: 20, description: `条数，1 至 ${MAX_FIRST} / how many` })(Slice.prototype, "records", 0);
  Arg("after", () => String, { nullable: true, description: "上一页末条游标 / cursor to go on from" })(
    Slice.prototype,
    "records",
    1,
  );
  Arg("filter", () => RecordFilter, { nullable: true, description: "筛选条件 / filter" })(Slice.prototype, "records", 2);
  Ctx()(Slice.prototype, "records", 3);
  Field(() => CreditRecordConnection, {
    nullable: true,
    description: "本部门可见的全部信用记录，新者在前 / all records of the sector that the caller may see, newest decision first",
  })(Slice.prototype, "records", descriptor);
}

function addPopulations(Slice: SliceClass, sector: Sector): void {
  const descriptor = addMethod(Slice, "populations", () => sector.populations);
  Field(() => [KeyPopulation.enumObject], {
    description: "本部门主管的重点人群 / the key populations this sector is the primary owner of",
  })(Slice.prototype, "populations", descriptor);
}

/** An authorisation may open single items of a category. */
function isOpened({ category, code }: CatalogueEntry, { warrant }: SubgraphContext): boolean {
  return Object.hasOwn(warrant.open, category) && (warrant.items === undefined || warrant.items.includes(code));
}

function refuseFirst(first: number): void {
  if (first < 1 || first > MAX_FIRST) {
    throw new GraphQLError(`first is between 1 and ${MAX_FIRST}`, { extensions: { code: "BAD_USER_INPUT" } });
  }
}

function notOpened(): GraphQLError {
  return new GraphQLError("this category is not open to this call", { extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } });
}
