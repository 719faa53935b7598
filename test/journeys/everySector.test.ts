/**
 * All 26 sectors at once: the cast over every slice, and each of the 93 record types for somebody. The people after the
 * cast are the district's roll call, so that a district of this size knows every type.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { graph } from "../../gateway/operation/committedGraph.fixture";
import { everyFieldOfEverySector } from "../../gateway/operation/everyField.fixture";
import { cast } from "../../scripts/synthesise/cast";
import { recordTypes } from "../../scripts/synthesise/recordTypes";
import { rollCall } from "../../scripts/synthesise/sketches";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { lookupOf, openDistrict, type District } from "../support/district";

const sectors = subgraphNames
  .map(subgraphNamed)
  .filter(isSector)
  .map(({ sector }) => sector);
const fieldOf = new Map(sectors.map(({ name, field }) => [name, field]));
const LOOK_UP = "query($lookup: PersonLookup!, $access: Access!)";
/** What `me` does not show: sealed, or the organ's own. Who may read it, and for which purpose. */
const CLOSED_TO_ONESELF: Record<string, [persona: string, purpose: string]> = {
  PublicSecurityPenalty: ["investigator", "INVESTIGATION"],
  UniquenessCase: ["investigator", "DATA_QUALITY"],
  CivilServantFile: ["civil-service-recruiter", "DATA_QUALITY"],
  CivilServantSanction: ["civil-service-recruiter", "DATA_QUALITY"],
};

/** Of the civil service every penalty is internal, and so closed whether there is one or not. */
const SANCTIONS_OF_OFFICIALS = [{ category: "PENALTY", reason: "OPENNESS" }];

/** Types of which the catalogue opens no record to the person. */
const closedToOneself = sectors.flatMap(({ field, types }) =>
  types
    .filter(({ item }) => item.openness.mayBe.every((level) => level === "SEALED" || level === "INTERNAL"))
    .map(({ listField }) => ({ field, listField })),
);

let district: District;

beforeAll(async () => {
  district = await openDistrict({ people: cast.length + rollCall.length });
  // As \`npm start\` does before long: else the first answer waits for 26 schemas at once.
  for (const { running } of district.local) void running.built().schema;
  await district.ask("citizen:0", everyFieldOfEverySector(graph.apiSchema));
}, 120_000);
afterAll(() => district?.close());

interface SliceAnswer {
  records: { edges: { node: { __typename: string; id: string } }[] };
  [list: string]: unknown;
}

it.each(cast.map((_, place) => place))(
  "answers member %i of the cast every field of all 26 slices, in typed lists and in records alike",
  async (place) => {
    const { status, body } = await district.ask(`citizen:${place}`, everyFieldOfEverySector(graph.apiSchema));
    expect(status).toBe(200);
    expect(body.extensions.completeness).toMatchObject({ unavailable: [], withheld: SANCTIONS_OF_OFFICIALS });
    const closed = closedToOneself.map(({ field, listField }) => `me.${field}.${listField} OPENNESS`);
    expect(body.errors!.map(({ path, extensions }) => `${path!.join(".")} ${extensions.reason}`).sort()).toEqual(closed.sort());
    for (const { field, types } of sectors) {
      const slice = body.data.me[field] as SliceAnswer;
      const listed = types.flatMap(({ name, listField, item }) => {
        // What is closed is null, and said so above.
        const list = (slice[listField] ?? []) as { id: string }[];
        return item.creditRecord ? list.map(({ id }) => `${name} ${id}`) : [];
      });
      expect(slice.records.edges.map(({ node }) => `${node.__typename} ${node.id}`).sort()).toEqual(listed.sort());
    }
  },
);

it("takes every row of every department's file in", () => {
  const refused = readdirSync(join(district.databases.folder, "district"), { recursive: true }).filter((file) =>
    String(file).includes("refused"),
  );
  expect(refused).toEqual([]);
});

it("shows the cast in many sectors, and nothing of the one who has no record", async () => {
  const counts = await Promise.all(
    cast.map(async (_, place) => {
      const slices = sectors.map(({ field }) => `${field} { records { edges { node { id } } } }`).join(" ");
      const { body } = await district.ask(`citizen:${place}`, `{ me { ${slices} } }`);
      return sectors.filter(({ field }) => body.data.me[field].records.edges.length > 0).map(({ name }) => name);
    }),
  );
  expect(counts[10]).toEqual([]);
  expect(new Set(counts.flat()).size).toBeGreaterThan(14);
});

it("answers an agency all 26 slices, each list with data or closed with its reason", async () => {
  const query = everyFieldOfEverySector(
    graph.apiSchema,
    "person(lookup: $lookup, access: $access)",
    LOOK_UP.slice("query".length),
  );
  const access = { purpose: "LICENSING_REVIEW", caseNumber: "津审〔2026〕12 号" };
  const { status, body } = await district.ask("licensing-clerk", query, { lookup: lookupOf(1), access });
  expect(status).toBe(200);
  expect(body.extensions.completeness.unavailable).toEqual([]);
  for (const { field } of sectors) expect([field, typeof body.data.person[field]]).toEqual([field, "object"]);
  expect(body.errors!.map(({ extensions }) => extensions.code)).toEqual(body.errors!.map(() => "UNAUTHORIZED_FIELD_OR_TYPE"));
});

it.each([...recordTypes().entries()].map(([type, { sector }]) => [type, sector] as const))(
  "serves a %s of the sector %s",
  async (type, sector) => {
    const { listField } = recordTypes().get(type)!.spec;
    const slice = `${fieldOf.get(sector)} { ${listField} { __typename } }`;
    const found = [];
    for (const person of personsIn(sector, type)) {
      const { body } = await look(type, person, slice);
      expect([type, body.errors]).toEqual([type, undefined]);
      found.push(...(body.data.me ?? body.data.person)[fieldOf.get(sector)!][listField]);
      if (found.length > 0) break;
    }
    expect(found[0]).toEqual({ __typename: type });
  },
);

async function look(type: string, lookup: { idNumber: string; name: string }, slice: string) {
  const closed = CLOSED_TO_ONESELF[type];
  if (closed === undefined) return district.ask(`citizen:${lookup.idNumber}`, `{ me { ${slice} } }`);
  const [persona, purpose] = closed;
  const { category } = recordTypes().get(type)!.spec.item;
  const access = { purpose, caseNumber: "津宝〔2026〕1 号", justifications: [{ category, reason: "核实本部门报送的记录" }] };
  return district.ask(persona, `${LOOK_UP} { person(lookup: $lookup, access: $access) { ${slice} } }`, { lookup, access });
}

/** Whom the file that the department sent is about. */
function personsIn(sector: string, type: string): { idNumber: string; name: string }[] {
  const rows = readFileSync(join(district.databases.folder, "district", sector, `${type}.csv`), "utf8")
    .trimEnd()
    .split("\r\n");
  const titles = rows[0]!.split(",");
  const column = (title: string) => titles.indexOf(title);
  return rows.slice(1).map((row) => {
    const cells = row.split(",");
    return { idNumber: cells[column("公民身份号码")]!, name: cells[column("姓名")]! };
  });
}
