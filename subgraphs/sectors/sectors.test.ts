/** What each sector serves, field by field, against what it promises. */
import { Kind, parse, print, type DirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from "graphql";
import { loadCatalogue } from "../../schema/catalogue/load";
import { COMMON_FIELDS } from "../kit/record/creditRecord";
import { UNMASK_DIRECTIVE } from "../kit/record/recordType";
import { isSector, subgraphNamed, subgraphNames } from "../register";
import { PROMISED, promisedFields } from "./promised.fixture";

const UNMASKED = ["PersonIdentity.citizenIdNumber", "PersonIdentity.fullName", "PersonIdentity.formerNames"];
/** The entity that identity describes once for all, and the root. */
const UNDESCRIBED = ["Person", "Query", "Mutation"];
/** Served alike by every sector. */
const OF_THE_KIT = [
  ...["CatalogueItem", "CreditRecordConnection", "CreditRecordEdge", "LegalBasis", "PageInfo", "Person"],
  ...["Batch", "BatchSubmission", "DeskChange", "DeskField", "DeskRecord", "DeskStep", "DeskVersion", "DifferenceRow"],
  ...["NilReturn", "Reconciliation", "RowRefusal"],
];

const sectors = subgraphNames.map(subgraphNamed).filter(isSector);

it("has a sector for every one that the catalogue's departments run, and for no other", () => {
  const run = loadCatalogue().departments.flatMap((department) => department.sectors);
  expect(sectors.map(({ name }) => name).sort()).toEqual(run.sort());
  expect(Object.keys(PROMISED).sort()).toEqual(run.sort());
});

describe.each(sectors.map((subgraph) => [subgraph.name, subgraph] as const))("the sector %s", (name, subgraph) => {
  const expected = PROMISED[name]!;
  const { sector } = subgraph;
  const { definitions } = parse(subgraph.build().sdl);
  const objects = definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION);
  const object = (type: string) => objects.find((one) => one.name.value === type)!;
  const slice = `${sector.field[0]!.toUpperCase()}${sector.field.slice(1)}Slice`;
  const ownFields = sector.types.flatMap((spec) =>
    (object(spec.name).fields ?? [])
      .filter((field) => !spec.item.creditRecord || !COMMON_FIELDS.has(field.name.value))
      .map((field) => ({ spec, field, coordinate: `${spec.name}.${field.name.value}` })),
  );

  it("has a class for each of its catalogue items, and no other", () => {
    const items = loadCatalogue().items.filter((item) => item.sector === name);
    expect(sector.types.map((spec) => spec.name)).toEqual(Object.keys(expected));
    expect(items.map((item) => item.type).sort()).toEqual(Object.keys(expected).sort());
    for (const { item } of sector.types) expect(items).toContain(item);
  });

  it("serves the fields that are promised, with their types, in their order", () => {
    for (const spec of sector.types) {
      const required = new Set(spec.details.filter(({ optional }) => !optional).map((detail) => detail.name));
      const served = ownFields
        .filter((own) => own.spec === spec)
        .map(({ field }) => `${field.name.value}: ${print(field.type)}${required.has(field.name.value) ? "!" : ""}`);
      expect({ [spec.name]: served }).toEqual({ [spec.name]: promisedFields(expected[spec.name]!) });
    }
  });

  it("numbers its records by the fields that its department numbers them by", () => {
    const keys = Object.entries(expected).map(([type, [, key]]) => [type, key.split(" ").filter((field) => field !== "")]);
    expect(sector.types.map((spec) => [spec.name, spec.key])).toEqual(keys);
  });

  it("leaves every field of its own nullable, for each can be closed", () => {
    expect(ownFields.filter(({ field }) => field.type.kind === Kind.NON_NULL_TYPE).map(({ coordinate }) => coordinate)).toEqual(
      [],
    );
  });

  it("describes every type, field and value in Chinese first and in English second", () => {
    const plain = objects.filter((one) => !UNDESCRIBED.includes(one.name.value)).flatMap((one) => [one, ...(one.fields ?? [])]);
    const enums = definitions.flatMap((one) => (one.kind === Kind.ENUM_TYPE_DEFINITION ? [one, ...(one.values ?? [])] : []));
    const undescribed = [...plain, ...enums].filter(({ description }) => {
      const [, chinese = "", english = ""] = /^(.*?)\/ (.*)$/s.exec(description?.value ?? "") ?? [];
      return (
        !/\p{Script=Han}/u.test(chinese) || !/[a-z]/.test(english) || /\p{Script=Han}/u.test(english.replaceAll(/\(.*?\)/g, ""))
      );
    });
    expect(undescribed.map((one) => `${one.name.value}: ${one.description?.value}`)).toEqual([]);
  });

  it("puts the policy of its item on every field of a type, and the unmasking requirement on those that show who it is", () => {
    for (const { spec, field, coordinate } of ownFields) {
      const policy = `@policy(policies: [["category:${spec.item.category}"]])`;
      const unmask = UNMASKED.includes(coordinate) ? [UNMASK_DIRECTIVE] : [];
      expect([coordinate, ...directivesOf(field)]).toEqual([coordinate, ...[policy, ...unmask].sort()]);
    }
    for (const { name: type } of sector.types) expect([type, ...directivesOf(object(type))]).toEqual([type, "@authenticated"]);
  });

  it("offers one typed list a record type, closed by the category's policy", () => {
    const lists = object(slice).fields!.filter(({ name: list }) => !["asOf", "records", "populations"].includes(list.value));
    const promised = sector.types.map((spec) => [
      `${expected[spec.name]![0]}: [${spec.name}!]`,
      `@policy(policies: [["category:${spec.item.category}"]])`,
    ]);
    expect(lists.map((field) => [`${field.name.value}: ${print(field.type)}`, ...directivesOf(field)])).toEqual(promised);
  });

  it("holds no type of another sector, and no list of values that it does not use", () => {
    const desk = slice.replace(/Slice$/, "Desk");
    const own = [...Object.keys(expected), slice, desk, `${desk}Actions`, ...OF_THE_KIT];
    expect(
      objects
        .map((one) => one.name.value)
        .filter((type) => type !== "Query" && type !== "Mutation")
        .sort(),
    ).toEqual(own.sort());
    const text = print({ kind: Kind.DOCUMENT, definitions });
    const enums = definitions.flatMap((one) => (one.kind === Kind.ENUM_TYPE_DEFINITION ? [one.name.value] : []));
    expect(enums.filter((list) => !new RegExp(`: \\[?${list}\\b`).test(text))).toEqual([]);
  });

  it("gives the interface exactly the fields that the kit fills", () => {
    const shared = definitions.find((one) => one.kind === Kind.INTERFACE_TYPE_DEFINITION);
    expect(shared?.fields?.map((field) => field.name.value)).toEqual([...COMMON_FIELDS]);
  });

  it("has the dates and months that the catalogue's display rules speak of", () => {
    for (const { name: type, item, details } of sector.types) {
      const kindOf = (field: string) => details.find((detail) => detail.name === field)?.kind.name;
      const { untilField, notBeforeField, endedByField, ownMonthsFields = [] } = item.display;
      const dates = [untilField, notBeforeField, endedByField].filter((field) => field !== undefined);
      expect([type, ...dates.map(kindOf)]).toEqual([type, ...dates.map(() => "LegalDate")]);
      expect([type, ...ownMonthsFields.map(kindOf)]).toEqual([type, ...ownMonthsFields.map(() => "Whole")]);
    }
  });

  it("reads the example that its templates show for each column", () => {
    for (const { details } of sector.types) {
      for (const { name: field, kind } of details)
        expect([field, kind.read(kind.example)]).toEqual([field, { value: expect.anything() }]);
    }
  });
});

function directivesOf(node: FieldDefinitionNode | ObjectTypeDefinitionNode): string[] {
  return (node.directives ?? []).map((directive: DirectiveNode) => print(directive)).sort();
}
