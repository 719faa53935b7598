/**
 * The data layer (catalogue I01–I05, I07, I09), one sector alone on the run's database: what a caller sends is bound or
 * refused, and nothing of one call reaches another. Paging (I06) and order (I08) are in `test/contract`, intake (I13–I17) beside
 * the kit and in `test/journeys`, schemas of their own (I12) in `test/faults`.
 */
import { openStand, person, rowOf, warrantFor, type Stand } from "../contract/stand";
import type { EntityManager } from "typeorm";

const [ANNE, BEN] = [person(1), person(2)];
const LIST = "records(first: 200) { edges { node { id } } }";
const NASTY = ["' OR 1=1 --", "' OR '1'='1", "%", "_", "\\", "\\'", '"', "`", "\u0000", "; SELECT SLEEP(1)", "P%"];

let stand: Stand;
beforeAll(async () => {
  stand = await openStand("publicsecurity");
  const rows = [ANNE, BEN].flatMap((personId) => stand.listed.map((spec) => rowOf(spec, { personId })));
  await stand.publish(rows);
}, 60_000);
afterAll(() => stand.close());

const store = () => stand.running.environment.database!;

it("I01 finds nobody by a key that is a piece of SQL or a pattern", async () => {
  const { data, errors } = await stand.slices([...NASTY, ANNE], LIST, warrantFor(stand, [...NASTY, ANNE]));
  expect(errors).toEqual([]);
  const found = data._entities.map(({ slice }: { slice: { records: { edges: unknown[] } } }) => slice.records.edges.length);
  expect(found).toEqual([...NASTY.map(() => 0), stand.listed.length]);
});

it("I01 I02 takes no text of SQL for a filter, a cursor or an order", async () => {
  const ask = (argument: string) =>
    stand.slices([ANNE], `records(${argument}) { edges { node { id } } }`, warrantFor(stand, [ANNE])).catch(() => undefined);
  for (const nasty of NASTY) {
    for (const argument of ["after: $", "filter: { decidedFrom: $ }", "filter: { decidedTo: $ }"]) {
      const { data, errors } = (await ask(argument.replace("$", JSON.stringify(nasty)))) ?? {};
      expect([argument, data?._entities?.[0]?.slice?.records ?? null]).toEqual([argument, null]);
      expect(JSON.stringify(errors ?? [])).not.toMatch(/SQL|syntax|sqlite|mysql/i);
    }
  }
  const slice = stand.running.built().schema.getType("PublicSecuritySlice");
  const records = (slice as unknown as { getFields(): Record<string, { args: { name: string }[] }> }).getFields()["records"]!;
  expect(records.args.map(({ name }) => name)).toEqual(["first", "after", "filter"]);
});

it("I04 refuses an object where a text is due, and runs one statement and no second", async () => {
  const query = `query ($representations: [_Any!]!, $after: String) { _entities(representations: $representations) { ... on Person { slice: ${stand.definition.sector.field} { records(after: $after) { edges { node { id } } } } } } }`;
  const variables = { representations: [{ __typename: "Person", id: ANNE }], after: { id: 1 } };
  const result = await stand.running.execute({ query, variables }, warrantFor(stand, [ANNE]));
  expect([result.data ?? null, result.errors!.length]).toEqual([null, 1]);
  const twice = "SELECT id FROM record WHERE person_id = 'nobody'; SELECT id FROM record";
  expect(
    await store()
      .reader.all(twice, [])
      .catch(() => []),
  ).toEqual([]);
  expect(
    await store()
      .write((manager) => manager.query(twice))
      .catch(() => []),
  ).toEqual([]);
});

it("H08 every column of text compares byte by byte: no collation holds two numbers, or two names, for one", async () => {
  const collations = await store().write(async (manager): Promise<string[]> => {
    if (manager.connection.options.type !== "mysql") {
      const tables = (await manager.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) as { sql: string }[];
      return tables.flatMap(({ sql }) => sql.match(/COLLATE +\w+/gi) ?? []);
    }
    const query = "SELECT DISTINCT COLLATION_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()";
    const found = (await manager.query(`${query} AND TABLE_NAME <> 'migration'`)) as { name: string | null }[];
    return found.flatMap(({ name }) => name ?? []);
  });
  expect(collations.filter((name) => !name.endsWith("_bin"))).toEqual([]);
});

it("I05 a key that is missing finds no stranger: it is an error", async () => {
  const one = "SELECT id FROM record WHERE person_id = ?";
  for (const missing of [undefined, null])
    expect(
      await store()
        .reader.all(one, [missing as never])
        .catch(() => []),
    ).toEqual([]);
  await store().write(async (manager: EntityManager) => {
    const { options, entityMetadatas } = manager.connection;
    // Nothing is read by an entity: there is no findOneBy that a missing key could open (`test/architecture`).
    expect([options.invalidWhereValuesBehavior, entityMetadatas]).toEqual([{ null: "throw", undefined: "throw" }, []]);
  });
});

it("I07 gives an amount back to the last digit, where a double would round it", async () => {
  const spec = stand.definition.sector.types.find(({ details }) => details.some(({ name }) => name === "fineCny"))!;
  const amounts = ["9007199254740.93", "9999999999999.99", "0.10", "0.01"];
  const who = person(7);
  const money = spec.details.find(({ name }) => name === "fineCny")!.kind;
  await stand.publish(
    amounts.map((text) => {
      const row = rowOf(spec, { personId: who });
      const { value } = money.read(text) as { value: unknown };
      return { ...row, detail: JSON.stringify({ ...(JSON.parse(row.detail) as object), fineCny: value }) };
    }),
  );
  const { data } = await stand.slices([who], `${spec.listField} { fineCny }`, warrantFor(stand, [who]));
  const read = data._entities[0].slice[spec.listField].map(({ fineCny }: { fineCny: unknown }) => fineCny);
  expect([...read].sort()).toEqual([...amounts].sort());
});

it("I09 two callers at the same moment get each what is open to him, though the store is read once for both", async () => {
  const all = warrantFor(stand, [ANNE, BEN]).open;
  const nothing = warrantFor(stand, [ANNE, BEN], { open: {} });
  const onlyAnne = warrantFor(stand, [ANNE]);
  const body = {
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { id slice: ${stand.definition.sector.field} { ${LIST} } } } }`,
    variables: { representations: [ANNE, BEN].map((id) => ({ __typename: "Person", id })) },
  };
  const turns = Array.from(
    { length: 30 },
    (_, at) => [warrantFor(stand, [ANNE, BEN], { open: all }), nothing, onlyAnne][at % 3]!,
  );
  const answers = await Promise.all(turns.map((warrant) => stand.running.execute(body, warrant)));
  const counts = answers.map(({ data }) =>
    (data!["_entities"] as ({ slice: { records: { edges: unknown[] } } } | null)[]).map((one) => one?.slice.records.edges.length),
  );
  const { length } = stand.listed;
  expect(counts).toEqual(
    turns.map(
      (_, at) =>
        [
          [length, length],
          [0, 0],
          [length, undefined],
        ][at % 3],
    ),
  );
});
