/** What the gateway reads of an authorisation, whatever became of its row; on the run's database. */
import { newId } from "../../../kit/newId";
import type { Database } from "../../../kit/store/database";
import { bankWarrant, openConsentStand, type ConsentStand } from "../consent.fixture";

let stand: ConsentStand;
let database: Database;
beforeAll(async () => {
  stand = await openConsentStand();
  database = stand.running.environment.database!;
});
afterAll(() => stand?.close());

it("E06 an id in any script is an id that nobody gave, on every database", async () => {
  for (const id of ["授权书编号", "grant\u0000", "Ａ".repeat(26), ""]) expect((await stand.read(id)).status).toBe("NONE");
});

describe("a row that was edited in the database opens nothing", () => {
  it.each([
    ["more uses in the signed text", (jws: string) => edited(jws, { uses: 1000 })],
    ["more items in the signed text", (jws: string) => edited(jws, { items: ["EDU-03"] })],
    ["no signature", (jws: string) => jws.replace(/[^.]*$/, "")],
    ["no text", () => ""],
  ])("%s", async (_, edit) => {
    const { person, grant } = await stand.given();
    const [row] = await database.reader.all("SELECT artefact FROM grant_artefact WHERE id = ?", [grant]);
    await database.write((manager) =>
      manager.query("UPDATE grant_artefact SET artefact = ? WHERE id = ?", [edit(row!["artefact"] as string), grant]),
    );
    expect([(await stand.read(grant)).status, await stand.spend(grant, person), await stand.holds(grant, person)]).toEqual([
      "NONE",
      "REFUSED",
      false,
    ]);
    expect((await stand.move(person, "revokeGrant", grant)).errors).toMatchObject([
      { extensions: { code: "INTERNAL_SERVER_ERROR" } },
    ]);
    const [state] = await database.reader.all("SELECT status FROM grant_state WHERE id = ?", [grant]);
    expect(state).toEqual({ status: "REVOKED" });
  });

  it("nor more than what was signed, where that was verified before", async () => {
    const { person, grant } = await stand.given({ uses: 1 });
    const before = await stand.read(grant);
    const [row] = await database.reader.all("SELECT artefact FROM grant_artefact WHERE id = ?", [grant]);
    const more = edited(row!["artefact"] as string, { uses: 50, categories: ["STUDENT"] });
    await database.write((manager) => manager.query("UPDATE grant_artefact SET artefact = ? WHERE id = ?", [more, grant]));
    expect(await stand.read(grant)).toEqual(before);
    expect([await stand.spend(grant, person), await stand.spend(grant, person)]).toEqual(["SPENT", "REFUSED"]);
  });

  it("another person's or agency's id beside a signed text", async () => {
    const { person, grant } = await stand.given();
    const other = newId();
    await database.write((manager) => manager.query("UPDATE grant_artefact SET person_id = ? WHERE id = ?", [other, grant]));
    expect([(await stand.read(grant)).status, await stand.spend(grant, person), await stand.spend(grant, other)]).toEqual([
      "NONE",
      "REFUSED",
      "REFUSED",
    ]);
  });

  function edited(jws: string, more: object): string {
    const [header, payload, signature] = jws.split(".") as [string, string, string];
    const changed = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), ...more };
    return [header, Buffer.from(JSON.stringify(changed)).toString("base64url"), signature].join(".");
  }
});

it("E10 reading an id that is none, another agency's or malformed gives one answer of one form", async () => {
  const { grant } = await stand.given();
  const forms = [];
  for (const id of [newId(), "", "null", "*", "%", "' OR 1=1 --", "x".repeat(5000)]) forms.push(await stand.read(id));
  forms.push(await stand.read(grant, { warrant: bankWarrant([], { agency: "employer-001" }) }));
  for (const form of forms) expect(form).toEqual({ ...forms[0], id: expect.any(String), person: expect.any(String) });
  expect(forms[0]).toMatchObject({ status: "NONE", usesLeft: 0, paid: false, agency: "" });
  expect(Object.keys(forms[0]!).sort()).toEqual(Object.keys(await stand.read(grant)).sort());
});
