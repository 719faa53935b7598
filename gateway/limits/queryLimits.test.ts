/** Limits of looking: what is counted together, when it opens again, and on MariaDB by all gateways together. */
import { createConnection } from "mysql2/promise";
import type { QueryLimit } from "../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../schema/catalogue/load";
import { mariadbUrl } from "../../test/support/config";
import { openQueryLimits, RateLimited, type QueryLimits } from "./queryLimits";

/** Monday, 23:59 in Beijing. */
const now = () => Date.parse("2026-11-23T15:59:00.000Z");
const limit = (more: Partial<QueryLimit>): QueryLimit => ({
  code: "L",
  zh: "限",
  en: "limit",
  per: "DESK",
  persons: 3,
  seconds: 60,
  ...more,
});
const look = (more: Partial<Parameters<QueryLimits["spend"]>[0]> = {}) => ({
  agency: "licensing",
  officer: "1",
  purpose: "P",
  persons: 1,
  ...more,
});
const opened = (...limits: QueryLimit[]) => openQueryLimits(limits, { url: undefined, now });
const refusal = (limits: QueryLimits, ...given: Parameters<typeof look>) =>
  limits.spend(look(...given)).then(
    () => undefined,
    (error: unknown) => error as RateLimited,
  );

it("F08 counts persons, not requests, and says when to ask again", async () => {
  const limits = await opened(limit({}));
  await limits.spend(look({ persons: 2 }));
  const refused = await refusal(limits, { persons: 2 });
  expect(refused).toMatchObject({ code: "RATE_LIMITED", status: 429, isFirst: true, detail: "limit L" });
  expect(Number(refused!.headers["retry-after"])).toBeGreaterThan(50);
});

it("J16 tells the first refusal of a period from those after it", async () => {
  const limits = await opened(limit({ persons: 1 }));
  await limits.spend(look());
  expect([(await refusal(limits))!.isFirst, (await refusal(limits))!.isFirst, (await refusal(limits))!.isFirst]).toEqual([
    true,
    false,
    false,
  ]);
});

it("counts desks apart, an agency's desks together, and each purpose apart where it says so", async () => {
  const desks = await opened(limit({ persons: 1 }));
  await desks.spend(look());
  await desks.spend(look({ officer: "2" }));
  const agency = await opened(limit({ persons: 1, per: "AGENCY" }));
  await agency.spend(look());
  expect(await refusal(agency, { officer: "2" })).toBeInstanceOf(RateLimited);
  await agency.spend(look({ agency: "courts" }));
  const purposes = await opened(limit({ persons: 1, purposes: ["P", "Q"], eachPurpose: true }));
  await purposes.spend(look());
  await purposes.spend(look({ purpose: "Q" }));
  await purposes.spend(look({ purpose: "R", persons: 9 }));
  expect(await refusal(purposes)).toBeInstanceOf(RateLimited);
});

it("a day ends at midnight in Beijing", async () => {
  const limits = await opened(limit({ persons: 1, seconds: 86_400 }));
  await limits.spend(look());
  expect((await refusal(limits))!.headers["retry-after"]).toBe("60");
});

it("a citizen, and a request about nobody, are not counted", async () => {
  const limits = await opened(limit({ persons: 1 }));
  for (let n = 0; n < 5; n++) await limits.spend(look({ agency: undefined }));
  for (let n = 0; n < 5; n++) await limits.spend(look({ persons: 0 }));
});

it("E17 the catalogue caps emergencies a day", async () => {
  const limits = await opened(...loadCatalogue().queryLimits);
  await limits.spend(look({ purpose: "EMERGENCY", persons: 20 }));
  expect(await refusal(limits, { purpose: "EMERGENCY" })).toMatchObject({ detail: "limit EMERGENCY_DESK_DAY" });
});

const server = mariadbUrl();
if (server === undefined) process.stderr.write("Limits that several gateways share are tried in the MariaDB pass of npm test.\n");
else
  it("two gateways count together in one database, and each for itself while it is away", async () => {
    const admin = await createConnection(server);
    await admin.query("CREATE DATABASE credit_limits_test");
    const url = `${server}/credit_limits_test`;
    const [one, two] = await Promise.all([1, 2].map(() => openQueryLimits([limit({ persons: 4 })], { url, now })));
    await Promise.all([one!.spend(look()), two!.spend(look()), one!.spend(look()), two!.spend(look())]);
    expect(await refusal(one!)).toBeInstanceOf(RateLimited);
    expect(await refusal(two!)).toBeInstanceOf(RateLimited);
    await admin.query("DROP DATABASE credit_limits_test");
    await one!.spend(look());
    await Promise.all([one!.close(), two!.close(), admin.end()]);
  });
