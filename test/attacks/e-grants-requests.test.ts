/** Attacks E and F: what an agency learns by asking for an authorisation, and who may answer. */
import { personaNamed } from "../../scripts/developmentIssuer";
import { newId } from "../../subgraphs/kit/newId";
import { admitPersons } from "../../subgraphs/kit/store/personReservation";
import { ask, lookupOf, type Answered, type District, OPENS_WITHIN_MS } from "../support/district";
import { change, data, granted, inputOf, look, REQUEST, requested } from "../support/grants";
import { openGrantScene, type GrantScene } from "./support/grantScene";

const [TEACHER, DEFAULTER] = [0, 1];

let scene: GrantScene;
let district: District;
beforeAll(async () => {
  scene = await openGrantScene();
  district = scene.district;
}, OPENS_WITHIN_MS);
afterAll(() => district?.close());
beforeEach(() => scene.reset());

it("E16 who is under age authorises nobody, and the agency learns nothing of it", async () => {
  const minor = { personId: newId(), idNumber: "120115201203030014", name: "王小明", realNameLevel: "VERIFIED" };
  const identity = district.local.find(({ definition }) => definition.name === "identity")!.running;
  await identity.environment.database!.write((manager) => admitPersons(manager, [minor]));
  const token = await district.issuer.token(personaNamed("citizen")!, minor.personId);
  const asked = await district.ask("bank", REQUEST, { input: inputOf({ idNumber: minor.idNumber, name: minor.name }) });
  expect(data(asked).requestGrant.status).toBe("REQUESTED");
  const text = "mutation ($r: ID!, $c: [RecordCategory!]!) { approveGrant(request: $r, categories: $c) { id } }";
  const body = { query: text, variables: { r: data(asked).requestGrant.id, c: ["BASIC"] } };
  const refused = await ask(district.url, body, { authorization: `Bearer ${token}` });
  expect([refused.status, refused.body.data]).toEqual([400, null]);
  expect(refused.body.errors![0]!.message).toContain("under 18");
  const still = await district.ask("bank", "query ($r: ID!) { grantRequest(id: $r) { status } }", { r: body.variables.r });
  expect(data(still).grantRequest).toEqual({ status: "REQUESTED" });
});

describe("what an agency learns by asking", () => {
  it("F01 of somebody and of nobody is the same, to the byte but for the id, and the same is asked of the departments", async () => {
    const ask = (person: object) => district.ask("bank", REQUEST, { input: inputOf(person) });
    const somebody = await ask(lookupOf(DEFAULTER));
    const [seen, internals] = [district.seen.length, [...district.internals]];
    district.seen.length = district.internals.length = 0;
    for (const person of [
      { ...lookupOf(DEFAULTER), name: "刘建" },
      { idNumber: "120115199001010007", name: "某某" },
    ]) {
      const nobody = await ask(person);
      const idOf = ({ body }: Answered) => body.data.requestGrant.id as string;
      expect(nobody.text.replace(idOf(nobody), "")).toBe(somebody.text.replace(idOf(somebody), ""));
      expect([district.seen.length, district.internals]).toEqual([seen, internals]);
      district.seen.length = district.internals.length = 0;
    }
  });

  it("is its own requests and authorisations, and null of any other", async () => {
    const request = await requested(district, DEFAULTER);
    const grant = await granted(district, DEFAULTER);
    const text = "query ($r: ID!, $g: ID!) { grantRequest(id: $r) { id } grant(id: $g) { id } }";
    expect(data(await district.ask("bank", text, { r: request, g: grant }))).toEqual({
      grantRequest: { id: request },
      grant: { id: grant },
    });
    expect(data(await district.ask("employer", text, { r: request, g: grant }))).toEqual({ grantRequest: null, grant: null });
    expect((await district.ask("licensing-clerk", text, { r: request, g: grant })).status).toBe(403);
  });

  it("is nothing of a person's other authorisations: they stand below `me` alone", async () => {
    const grant = await granted(district, DEFAULTER);
    const { body } = await look(district, DEFAULTER, grant, { fields: "id grants { id } grantRequests { id }" });
    expect(body.data.person).toEqual({ id: expect.any(String), grants: null, grantRequests: null });
    expect(body.errors!.map(({ extensions }) => extensions.reason)).toEqual(["SCOPE", "SCOPE"]);
  });
});

it("a mutation is the person's own, whoever knows the id", async () => {
  const grant = await granted(district, DEFAULTER);
  const request = await requested(district, DEFAULTER);
  for (const what of ["revokeGrant", "pauseGrant", "resumeGrant"]) {
    const foreign = await change(district, TEACHER, what, grant);
    expect([foreign.status, foreign.body.data, foreign.body.errors![0]!.extensions.code]).toEqual([400, null, "BAD_USER_INPUT"]);
  }
  for (const persona of ["bank", "judge", "nobody"]) {
    const text = "mutation ($r: ID!) { approveGrant(request: $r, categories: [BASIC]) { id } }";
    const agency = await district.ask(persona, text, { r: request });
    expect([agency.status, agency.body.data]).toEqual([403, null]);
  }
  const citizen = await district.ask(`citizen:${DEFAULTER}`, REQUEST, { input: inputOf(lookupOf(TEACHER)) });
  expect([citizen.status, citizen.body.data]).toEqual([403, null]);
  data(await look(district, DEFAULTER, grant));
});
