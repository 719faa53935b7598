/** The graph as composed, counted against the project's own lists: sectors, record types and each of their fields, key fields, key populations. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getNamedType, isEnumType, isObjectType, type GraphQLObjectType } from "graphql";
import { loadCatalogue } from "../../schema/catalogue/load";
import { projectRoot } from "../../schema/contract/projectRoot";
import { COMMON_FIELDS } from "../kit/record/creditRecord";
import { isSector, subgraphNamed, subgraphNames } from "../register";
import { PROMISED, promisedFields } from "./promised.fixture";

const graph = buildSchema(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8"));
const catalogue = loadCatalogue();
const sectors = subgraphNames
  .map(subgraphNamed)
  .filter(isSector)
  .map(({ sector }) => sector);

function objectType(name: string): GraphQLObjectType {
  const type = graph.getType(name);
  if (!isObjectType(type)) throw new Error(`the composed graph has no object type ${name}`);
  return type;
}

function sliceOf(field: string): GraphQLObjectType {
  return getNamedType(objectType("Person").getFields()[field]!.type) as GraphQLObjectType;
}

/** Every own field of the graph is nullable, for each can be closed. */
function nullable(field: string): string {
  return field.replace(/!$/, "");
}

function valuesOf(name: string): string[] {
  const list = graph.getType(name);
  return isEnumType(list) ? list.getValues().map(({ name: value }) => value) : [];
}

it("holds 26 sectors, one field of Person each", () => {
  expect(sectors).toHaveLength(26);
  const slices = Object.values(objectType("Person").getFields()).filter(({ type }) => /Slice$/.test(String(type)));
  expect(slices.map(({ name }) => name).sort()).toEqual(sectors.map(({ field }) => field).sort());
});

it("holds 93 record types: those of the catalogue, each in its sector's typed list and in no other's", () => {
  const promised = Object.values(PROMISED).flatMap((types) => Object.keys(types));
  expect(new Set(promised).size).toBe(93);
  expect(catalogue.items.map(({ type }) => type).sort()).toEqual([...promised].sort());
  for (const { name, field } of sectors) {
    const lists = Object.values(sliceOf(field).getFields()).map((list) => [list.name, getNamedType(list.type).name]);
    const own = Object.entries(PROMISED[name]!).map(([type, [list]]) => [list, type]);
    expect(lists.filter(([, type]) => promised.includes(type!))).toEqual(own.sort());
  }
});

it("holds every field of every record type, with its type, and no other", () => {
  for (const [type, promised] of Object.values(PROMISED).flatMap((types) => Object.entries(types))) {
    const { creditRecord } = catalogue.items.find((item) => item.type === type)!;
    const shared = creditRecord ? COMMON_FIELDS : new Set<string>();
    const served = Object.values(objectType(type).getFields());
    const own = served.filter(({ name }) => !shared.has(name)).map((field) => `${field.name}: ${field.type}`);
    expect([type, ...own.sort()]).toEqual([type, ...promisedFields(promised).map(nullable).sort()]);
    expect([type, served.length - own.length]).toEqual([type, shared.size]);
  }
});

it("holds 16 key fields, each with items of the sector that answers for it", () => {
  expect(valuesOf("KeyField").sort()).toEqual(catalogue.fields.map(({ code }) => code).sort());
  expect(catalogue.fields).toHaveLength(16);
  for (const { code, primary } of catalogue.fields) {
    const items = catalogue.items.filter((item) => item.keyField === code || item.keyFieldPerRecord?.includes(code));
    expect([code, items.map(({ sector }) => sector)]).toEqual([code, expect.arrayContaining([primary])]);
  }
});

it("holds 16 key populations, each said by the slice of the sector that answers for it, which has items on it", () => {
  expect(valuesOf("KeyPopulation").sort()).toEqual(catalogue.populations.map(({ code }) => code).sort());
  expect(catalogue.populations).toHaveLength(16);
  for (const { code, primary } of catalogue.populations) {
    const { field, populations } = sectors.find(({ name }) => name === primary)!;
    expect([code, populations, String(sliceOf(field).getFields()["populations"]?.type)]).toEqual([
      code,
      expect.arrayContaining([code]),
      "[KeyPopulation!]!",
    ]);
    expect(catalogue.items.filter((item) => item.population === code).map(({ sector }) => sector)).toContain(primary);
  }
});
