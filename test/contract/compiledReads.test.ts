/**
 * What the gateway asks of a sector again and again is answered by compiled reads: graphql-js is never called, neither in one process nor behind
 * the door. It would answer correctly too, so that nothing but this test would notice a sector that has fallen back to it, at three times the cost.
 */
import * as graphql from "graphql";
import type { Stand } from "./stand";
import { openStand, person, rowOf, SECTORS, warrantFor } from "./stand";

jest.mock("graphql", () => {
  const actual = jest.requireActual<typeof graphql>("graphql");
  return { ...actual, execute: jest.fn(actual.execute) };
});

const execute = jest.mocked(graphql.execute);

const COMMON = `id item { code zh en sector type category openness legalBases { law article inForceFrom inForceUntil } display
  pushLimitWorkingDays } category polarity gravity determiningOrgan basisDocNo decidedOn displayUntil state version asOf`;

describe.each(SECTORS)("%s", (name) => {
  let stand: Stand;
  const subject = person(1);

  beforeAll(async () => {
    stand = await openStand(name);
    const rows = stand.definition.sector.types.map((spec, at) =>
      rowOf(spec, { id: `R${String(at).padStart(25, "0")}`, personId: subject, sourceNo: `number ${at}` }),
    );
    await stand.publish(rows);
  });
  afterAll(() => stand.close());
  beforeEach(() => execute.mockClear());

  test("a typed list is read with its own and its common fields, without graphql-js", async () => {
    const { types } = stand.definition.sector;
    const lists = types.map(
      ({ listField: list, item, details }) =>
        `${list}(first: 5) { __typename ${details.map((detail) => detail.name).join(" ")} ${item.creditRecord ? COMMON : ""} }`,
    );
    const { data, errors } = await stand.slices([subject], `asOf ${lists.join(" ")}`, warrantFor(stand, [subject]));
    expect(errors).toEqual([]);
    for (const { listField: list, name: type } of types)
      expect(data._entities[0].slice[list]).toEqual([expect.objectContaining({ __typename: type })]);
    expect(execute.mock.calls.length).toBe(0);
  });

  test("records are read with the fields of the interface and those of each type, without graphql-js", async () => {
    const own = stand.listed.map(
      ({ name: type, details }) => `... on ${type} { ${details.map((d) => `${type}_${d.name}: ${d.name}`).join(" ")} }`,
    );
    const fields = `asOf records(first: 50) { edges { cursor node { ${COMMON} ${own.join(" ")} } } pageInfo { hasNextPage endCursor } }`;
    const { data, errors } = await stand.slices([subject], fields, warrantFor(stand, [subject]));
    expect(errors).toEqual([]);
    expect(data._entities[0].slice.records.edges).toHaveLength(stand.listed.length);
    expect(execute.mock.calls.length).toBe(0);
  });
});
