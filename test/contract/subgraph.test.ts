/**
 * What every sector promises whoever asks with a warrant, run against each of them alone and in both forms: persons are never mixed up,
 * what is not opened is not read, and a store that cannot be read is never an empty answer.
 */
import fc from "fast-check";
import { openStand, person, rowOf, SECTORS, warrantFor, type Stand } from "./stand";

const [ANNE, BEN, CARL, NOBODY] = [person(1), person(2), person(3), person(9)];
const LIST = "records(first: 200) { edges { node { id } } }";

describe.each(SECTORS)("the sector %s", (name) => {
  let stand: Stand;
  const owner = new Map<string, string>();

  beforeAll(async () => {
    stand = await openStand(name);
    const rows = [ANNE, BEN, CARL].flatMap((personId) =>
      stand.definition.sector.types.flatMap((spec) => [rowOf(spec, { personId }), rowOf(spec, { personId })]),
    );
    for (const row of rows) owner.set(row.id, row.personId);
    await stand.publish(rows);
  }, 60_000);
  afterAll(() => stand.close());

  const idsOf = (slice: { records: { edges: { node: { id: string } }[] } }) => slice.records.edges.map(({ node }) => node.id);
  const firstColumn = () =>
    stand.definition.sector.types.map(({ listField, details }) => `${listField} { ${details[0]!.name} }`).join(" ");

  it("C04 reads nobody for a warrant without subjects", async () => {
    stand.reads = 0;
    const { data, errors } = await stand.slices([ANNE, BEN], LIST, warrantFor(stand, []));
    expect(data._entities).toEqual([null, null]);
    expect(errors.map(({ extensions, path }) => [extensions.code, path])).toEqual([
      ["ACCESS_DENIED", ["_entities", 0]],
      ["ACCESS_DENIED", ["_entities", 1]],
    ]);
    expect(stand.reads).toBe(0);
  });

  it("C04 reads those alone whom the warrant names, and says of the others that they are not opened", async () => {
    const { data, errors } = await stand.slices([ANNE, BEN, CARL], LIST, warrantFor(stand, [CARL, ANNE]));
    expect(data._entities.map((entity: { id: string } | null) => entity?.id)).toEqual([ANNE, undefined, CARL]);
    expect(errors).toMatchObject([{ path: ["_entities", 1], extensions: { code: "ACCESS_DENIED" } }]);
  });

  it("C08 I08 answers each person with his own records, in the order asked, however often he is asked for", async () => {
    const anyPersons = fc.array(fc.constantFrom(ANNE, BEN, CARL, NOBODY), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(anyPersons, async (persons) => {
        const { data, errors } = await stand.slices(persons, LIST, warrantFor(stand, [ANNE, BEN, CARL, NOBODY]));
        expect(errors).toEqual([]);
        expect(data._entities.map(({ id }: { id: string }) => id)).toEqual(persons);
        for (const { id, slice } of data._entities) {
          const ids = idsOf(slice);
          expect(ids.map((one) => owner.get(one))).toEqual(ids.map(() => id));
          expect(ids).toHaveLength(id === NOBODY ? 0 : 2 * stand.listed.length);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("reads the rows of all persons of a call at once", async () => {
    stand.reads = 0;
    await stand.slices([ANNE, BEN, CARL, ANNE], `asOf ${LIST} ${firstColumn()}`, warrantFor(stand, [ANNE, BEN, CARL]));
    expect(stand.reads).toBeLessThanOrEqual(2 * 2);
  });

  it("gives every typed list, and nothing to a person of whom it has no record", async () => {
    const { data, errors } = await stand.slices([ANNE, NOBODY], firstColumn(), warrantFor(stand, [ANNE, NOBODY]));
    expect(errors).toEqual([]);
    for (const { listField, details } of stand.definition.sector.types) {
      expect([listField, data._entities[0].slice[listField].length]).toEqual([listField, 2]);
      expect(data._entities[0].slice[listField][0]).toEqual({ [details[0]!.name]: expect.anything() });
      expect([listField, data._entities[1].slice[listField]]).toEqual([listField, []]);
    }
  });

  it.each([
    ["no key", { __typename: "Person" }],
    ["a number for a key", { __typename: "Person", id: 1 }],
    ["a list for a key", { __typename: "Person", id: [ANNE] }],
    ["an object for a key", { __typename: "Person", id: { toString: ANNE } }],
    ["a key without value", { __typename: "Person", id: null }],
    ["a key that is none of its own", JSON.parse(`{ "__typename": "Person", "__proto__": { "id": "${ANNE}" } }`)],
    ["the key of a class", { __typename: "Person", id: "__proto__" }],
    ["more than a key", { __typename: "Person", id: BEN, personId: ANNE, rows: [], subjects: [BEN] }],
  ])("C07 finds nobody by a representation with %s, and the one beside it is answered", async (_, representation) => {
    const { data, errors } = await stand.slices([representation, CARL], LIST, warrantFor(stand, [ANNE, CARL]));
    expect(data._entities[0]).toBeNull();
    expect(data._entities[1].id).toBe(CARL);
    expect(errors).toMatchObject([{ path: ["_entities", 0], extensions: { code: "ACCESS_DENIED" } }]);
  });

  it.each(["TaxSlice", "CreditRecord", "Query", "String", "__Schema", "__proto__", "constructor", ""])(
    "C07 has no entity of a type called %s",
    async (typename) => {
      const { data, errors } = await stand.slices([{ __typename: typename, id: ANNE }], LIST, warrantFor(stand, [ANNE]));
      expect(data?._entities?.[0] ?? null).toBeNull();
      expect(errors.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toMatch(/resolver|Did you mean|schema/i);
    },
  );

  it("closes the typed lists of a category that the warrant does not open, and leaves it out of the records", async () => {
    const { sector } = stand.definition;
    const all = warrantFor(stand, [ANNE]).open;
    for (const category of Object.keys(all)) {
      const { [category]: _closed, ...open } = all;
      const lists = sector.types.filter(({ item }) => item.category === category);
      const closed = await stand.slices(
        [ANNE],
        `${LIST} ${lists.map(({ listField }) => `${listField} { __typename }`).join(" ")}`,
        warrantFor(stand, [ANNE], { open }),
      );
      const { slice } = closed.data._entities[0];
      for (const { listField } of lists) expect([listField, slice[listField]]).toEqual([listField, null]);
      expect(closed.errors.map(({ extensions }) => extensions.code)).toEqual(lists.map(() => "UNAUTHORIZED_FIELD_OR_TYPE"));
      const shown = stand.listed.filter(({ item }) => item.category !== category);
      expect(idsOf(slice)).toHaveLength(2 * shown.length);
    }
  });

  it("C09 shows nothing foreign when its store answers with rows of somebody else", async () => {
    const { reader } = stand.running.environment.database!;
    const honest = reader.all;
    reader.all = async (sql, values) =>
      honest(
        sql,
        values.map((value) => (value === ANNE ? BEN : value)),
      );
    try {
      const { data, errors } = await stand.slices([ANNE], LIST, warrantFor(stand, [ANNE]));
      expect(errors).toEqual([]);
      expect(data._entities).toEqual([{ id: ANNE, slice: { records: { edges: [] } } }]);
      const both = await stand.slices([ANNE, BEN], LIST, warrantFor(stand, [ANNE, BEN]));
      expect(both.data._entities.map(({ slice }: { slice: never }) => idsOf(slice).map((id) => owner.get(id)))).toEqual([
        [],
        new Array(2 * stand.listed.length).fill(BEN),
      ]);
    } finally {
      reader.all = honest;
    }
  });

  it("C09 shows nothing closed when its store answers with more than it was asked", async () => {
    const { reader } = stand.running.environment.database!;
    const honest = reader.all;
    const foreign = { person_id: BEN, id: "R-foreign", state: "ACTIVE" };
    reader.all = async (sql, values) =>
      (await honest(sql, values)).flatMap((row) => ("person_id" in row ? [row, { ...row, ...foreign }] : [row]));
    try {
      const { data } = await stand.slices([ANNE, CARL], LIST, warrantFor(stand, [ANNE, CARL]));
      expect(JSON.stringify(data)).not.toContain("R-foreign");
    } finally {
      reader.all = honest;
    }
  });

  it("K06 is unavailable when its store cannot be read: the slice is null with a code, never empty", async () => {
    const database = stand.running.environment.database!;
    const { reader } = database;
    const honest = reader.all;
    reader.all = async () => JSON.parse("{") as never;
    const broken = await stand.slices([ANNE], LIST, warrantFor(stand, [ANNE]));
    expect(broken.data._entities).toEqual([{ id: ANNE, slice: null }]);
    expect(broken.errors).toMatchObject([{ path: ["_entities", 0, "slice"], extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    reader.all = honest;
    // Last, for it ends the store.
    await database.close();
    const { data, errors } = await stand.slices([ANNE, BEN], LIST, warrantFor(stand, [ANNE, BEN]));
    expect(data._entities).toEqual([ANNE, BEN].map((id) => ({ id, slice: null })));
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual(
      [0, 1].map((at) => [["_entities", at, "slice"], "SECTOR_UNAVAILABLE"]),
    );
    expect(await stand.running.healthy()).toBe(false);
    expect((await fetch(`${stand.url}/health/ready`)).status).toBe(503);
    expect(errors[0]!.message).not.toMatch(/sqlite|mysql|pool|database/i);
  });
});
