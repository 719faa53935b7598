/** Attacks E: the uses of an authorisation, at once, again, and where the departments fail. */
import type { District } from "../support/district";
import { OPENS_WITHIN_MS } from "../support/district";
import { change, data, granted, look } from "../support/grants";
import { openGrantScene, type GrantScene } from "./support/grantScene";

const DEFAULTER = 1;

let scene: GrantScene;
let district: District;
beforeAll(async () => {
  scene = await openGrantScene();
  district = scene.district;
}, OPENS_WITHIN_MS);
afterAll(() => district?.close());
beforeEach(() => scene.reset());

it("E08 F33 of 200 look-ups at once, through two gateways, on an authorisation with one use, exactly one has data", async () => {
  const other = await district.another();
  const grant = await granted(district, DEFAULTER, { uses: 1 });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => look(at % 2 ? other : district, DEFAULTER, grant)));
  const withData = answers.filter(({ body }) => body.data !== null);
  expect(withData).toHaveLength(1);
  for (const answered of answers) if (answered !== withData[0]) scene.expectRefused(answered);
  district.internals.length = district.seen.length = 0;
  scene.expectRefusedAtOnce(await look(district, DEFAULTER, grant));
}, 60_000);

describe("E12 a look-up that is sent again under its Idempotency-Key", () => {
  it("is one use, also where it had the last one; with another body it is refused", async () => {
    const grant = await granted(district, DEFAULTER, { uses: 1 });
    const first = await look(district, DEFAULTER, grant, { key: "look-1" });
    const again = await look(await district.another(), DEFAULTER, grant, { key: "look-1" });
    expect([data(again), await scene.usesLeft(grant)]).toEqual([data(first), 0]);
    scene.expectRefused(await look(district, DEFAULTER, grant, { key: "look-2" }));
    scene.expectRefused(await look(district, DEFAULTER, grant));
    const more = await granted(district, DEFAULTER, { uses: 2 });
    data(await look(district, DEFAULTER, more, { key: "k" }));
    const other = await look(district, DEFAULTER, more, { key: "k", fields: "id" });
    expect([other.status, other.body.data, other.body.errors![0]!.extensions.code]).toEqual([400, null, "BAD_USER_INPUT"]);
    expect(await scene.usesLeft(more)).toBe(1);
  });

  it("must be revoked to be refused: a key opens no authorisation that is not in force", async () => {
    const grant = await granted(district, DEFAULTER);
    data(await look(district, DEFAULTER, grant, { key: "k" }));
    data(await change(district, DEFAULTER, "revokeGrant", grant));
    scene.expectRefused(await look(district, DEFAULTER, grant, { key: "k" }));
  });

  it.each(["", " ", "a b", "x".repeat(129), "键"])("a key that is none is refused by its form: %j", async (key) => {
    const grant = await granted(district, DEFAULTER);
    const encoded = Buffer.from(key, "utf8").toString("latin1");
    const { status, body } = await look(district, DEFAULTER, grant, { key: encoded });
    expect([status, body.errors![0]!.extensions.code, await scene.usesLeft(grant)]).toEqual([400, "BAD_REQUEST", 10]);
  });
});

it("E13 a use stands where every department fails, and the same request under its key is free", async () => {
  const grant = await granted(district, DEFAULTER, { uses: 2 });
  const fields = "id maskedName courts { judgmentDefaulters { caseNo } }";
  scene.failing = ["identity", "courts"];
  const failed = await look(district, DEFAULTER, grant, { fields, key: "k" });
  expect([failed.status, failed.body.data, failed.body.errors![0]!.extensions.code]).toEqual([503, null, "SECTOR_UNAVAILABLE"]);
  expect(await scene.usesLeft(grant)).toBe(1);
  scene.failing = [];
  expect(data(await look(district, DEFAULTER, grant, { fields, key: "k" })).person.courts.judgmentDefaulters).toHaveLength(1);
  expect(await scene.usesLeft(grant)).toBe(1);
});

it("nothing is spent where nothing is left to fetch, or the operation is refused", async () => {
  const grant = await granted(district, DEFAULTER);
  const closed = await look(district, DEFAULTER, grant, { fields: "name tax { taxArrearsNotices { noticeNo } }" });
  expect([closed.status, closed.body.data, closed.body.errors!.length]).toEqual([200, null, 2]);
  expect((await look(district, DEFAULTER, grant, { fields: "nothing" })).status).toBe(400);
  expect(await scene.usesLeft(grant)).toBe(10);
});
