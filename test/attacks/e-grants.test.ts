/** Attacks E: authorisations. Every refusal of one is the same code, text, status and shape; why, is for the log alone. */
import { lookupOf, openDistrict, type Answered, type District } from "../support/district";
import { change, data, granted, look, requested } from "../support/grants";

const [TEACHER, DEFAULTER] = [0, 1];
const FIELDS =
  "id maskedName courts { judgmentDefaulters { caseNo } enforcementCases { caseNo } } market { marketPenalties { decisionNo } }";

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 40 });
}, 120_000);
afterAll(() => district?.close());

/** The one refusal: of what was never given. */
let refusal: Answered;
beforeAll(async () => {
  refusal = await look(district, DEFAULTER, "0123456789ABCDEFGHJKMNPQRS");
});

function expectRefused({ status, text }: Answered): void {
  expect([status, text]).toEqual([refusal.status, refusal.text]);
}

it("the refusal names no reason, no authorisation and no person", () => {
  expect([refusal.status, refusal.body]).toEqual([
    403,
    {
      errors: [
        {
          message: "The purpose, the authorisation or the agency does not open this.",
          path: ["person"],
          extensions: { code: "ACCESS_DENIED" },
        },
      ],
      data: null,
    },
  ]);
});

it("what a person agreed to is open to whom he agreed to, and nothing else", async () => {
  const grant = await granted(district, DEFAULTER, { agreed: ["BASIC", "SEVERE_LIST"] });
  const { status, body } = await look(district, DEFAULTER, grant, { fields: FIELDS });
  expect(status).toBe(200);
  expect(body.data.person).toMatchObject({
    maskedName: "刘**",
    courts: { enforcementCases: null },
    market: { marketPenalties: null },
  });
  expect(body.data.person.courts.judgmentDefaulters).toHaveLength(1);
  expect(body.errors!.map(({ path, extensions }) => [path!.join("."), extensions.reason])).toEqual([
    ["person.courts.enforcementCases", "GRANT"],
    ["person.market.marketPenalties", "GRANT"],
  ]);
});

it("E01 of another person opens nobody", async () => {
  const grant = await granted(district, TEACHER);
  expectRefused(await look(district, DEFAULTER, grant));
  data(await look(district, TEACHER, grant));
});

it("E05 revoked opens nobody from the next look-up on", async () => {
  const grant = await granted(district, DEFAULTER);
  data(await look(district, DEFAULTER, grant));
  expect(data(await change(district, DEFAULTER, "revokeGrant", grant)).revokeGrant.status).toBe("REVOKED");
  expectRefused(await look(district, DEFAULTER, grant));
  await requested(district, DEFAULTER);
  lookupOf(0);
});
