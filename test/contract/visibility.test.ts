/**
 * The second lock, run against every sector alone and in both forms: whatever the gateway decided, a record is shown only if its openness,
 * its state and its clocks allow it under this warrant, in the typed list, in the records and in their number alike.
 */
import { OPENNESS, RECORD_STATES, type Openness } from "../../schema/contract/vocabulary";
import type { Warrant } from "../../schema/contract/warrant";
import type { RecordRow } from "../../subgraphs/kit/store/recordRow";
import { ALL_LEVELS, openStand, person, rowOf, SECTORS, TODAY, warrantFor, type Stand } from "./stand";

const [LEVELS, STATES, CLOCKS, AGES, SEALED, NOBODY] = [1, 2, 3, 4, 5, 9].map(person) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const [YESTERDAY, TOMORROW] = ["2026-11-22", "2026-11-24"];

describe.each(SECTORS)("the sector %s", (name) => {
  let stand: Stand;
  const labels = new Map<string, string>();

  beforeAll(async () => {
    stand = await openStand(name);
    const spec = stand.listed[0]!;
    const row = (personId: string, label: string, part: Partial<RecordRow>): RecordRow => {
      const made = rowOf(spec, { personId, openness: "PUBLIC", ...part });
      labels.set(made.id, label);
      return made;
    };
    const clocks = [YESTERDAY, TODAY, TOMORROW, null].flatMap((day) => [
      row(CLOCKS, `display ${day}`, { displayUntil: day }),
      row(CLOCKS, `query ${day}`, { queryUntil: day }),
    ]);
    await stand.publish([
      ...OPENNESS.map((openness) => row(LEVELS, openness, { openness })),
      ...RECORD_STATES.map((state) => row(STATES, state, { state })),
      ...clocks,
      ...["1990-01-01", "2023-11-22", "2023-11-23", TODAY].map((decidedOn) => row(AGES, decidedOn, { decidedOn })),
      ...ALL_LEVELS.map((openness) => row(SEALED, `sealed ${openness}`, { openness, state: "SEALED" })),
    ]);
  }, 60_000);
  afterAll(() => stand.close());

  /** Labels of what is shown of a person: the same in the typed list, in the records and page by page. */
  async function shown(personId: string, more: Partial<Warrant> = {}): Promise<string[]> {
    const { listField } = stand.listed[0]!;
    const page = "pageInfo { hasNextPage } edges { node { id } }";
    const fields = `${listField}(first: 200) { id } records(first: 200) { ${page} } one: records(first: 1) { ${page} }`;
    const { data, errors } = await stand.slices([personId], fields, warrantFor(stand, [personId], more));
    expect(errors).toEqual([]);
    const { [listField]: list, records, one } = data._entities[0].slice;
    const ids = list.map(({ id }: { id: string }) => id) as string[];
    expect(records.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(ids);
    expect(records.pageInfo.hasNextPage).toBe(false);
    expect(one.edges).toEqual(records.edges.slice(0, 1));
    expect(one.pageInfo.hasNextPage).toBe(ids.length > 1);
    return ids.map((id) => labels.get(id)!).sort();
  }

  const opening = (...levels: Openness[]) => ({ open: { [stand.listed[0]!.item.category]: levels } });

  it("shows records of the openness levels that the warrant opens in their category, and of no other", async () => {
    for (const level of OPENNESS) expect(await shown(LEVELS, opening(level))).toEqual([level]);
    expect(await shown(LEVELS, opening("PUBLIC", "GOV_SHARED"))).toEqual(["GOV_SHARED", "PUBLIC"]);
    expect(await shown(LEVELS, opening())).toEqual([]);
  });

  it("shows records in force, disputed and corrected, and none that was repaired, revoked, merged, ended or sealed", async () => {
    expect(await shown(STATES, opening("PUBLIC"))).toEqual(["ACTIVE", "CORRECTED", "DISPUTED"]);
    expect(await shown(STATES, opening(...ALL_LEVELS))).toEqual(["ACTIVE", "CORRECTED", "DISPUTED"]);
  });

  it("shows a sealed record to those alone who may read sealed ones; to others the person has nothing", async () => {
    expect(await shown(SEALED, opening("SEALED"))).toEqual(ALL_LEVELS.map((level) => `sealed ${level}`).sort());
    expect(await shown(SEALED, opening(...ALL_LEVELS))).toEqual([]);
    const fields = `records { edges { cursor } pageInfo { hasNextPage endCursor } } ${stand.listed[0]!.listField} { id }`;
    const answers = [SEALED, NOBODY].map((one) => stand.slices([one], fields, warrantFor(stand, [one], opening(...ALL_LEVELS))));
    const [sealed, nobody] = await Promise.all(answers);
    expect(sealed!.data._entities[0].slice).toEqual(nobody!.data._entities[0].slice);
    expect(sealed!.errors).toEqual(nobody!.errors);
  });

  it("L01 L02 shows a record through the last day of its display and of its query, by the day that the warrant says", async () => {
    const ended = ["display 2026-11-22", "query 2026-11-22"];
    const lastDay = ["display 2026-11-23", "query 2026-11-23"];
    const still = ["display 2026-11-24", "display null", "query 2026-11-24", "query null"];
    expect(await shown(CLOCKS)).toEqual([...lastDay, ...still].sort());
    expect(await shown(CLOCKS, { today: YESTERDAY })).toEqual([...ended, ...lastDay, ...still].sort());
    expect(await shown(CLOCKS, { today: TOMORROW })).toEqual(still);
    expect(await shown(CLOCKS, { today: "2026-11-25" })).toEqual(["display null", "query null"]);
  });

  it("shows no record that was decided before the look-back; its first day counts", async () => {
    expect(await shown(AGES)).toEqual(["1990-01-01", "2023-11-22", "2023-11-23", TODAY]);
    expect(await shown(AGES, { lookBackFrom: "2023-11-23" })).toEqual(["2023-11-23", TODAY]);
    expect(await shown(AGES, { lookBackFrom: TOMORROW })).toEqual([]);
  });
});
