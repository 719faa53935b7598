/** F33: the database of the authorisations is killed while many spend the last use. Tried in the run on MariaDB alone. */
import { openDistrict, type District, PROMPT } from "../support/district";
import { granted, look, usesLeft } from "../support/grants";
import { mariadbProgram, startMariadb, type TestMariadb } from "../support/mariadb";
import { until } from "../support/until";

const DEFAULTER = 1;
const FIELDS = "id maskedName courts { judgmentDefaulters { caseNo } }";

it("F33 of 200 look-ups at once on one use, through two gateways, with the database killed half-way, at most one has data", async () => {
  const server = await startMariadb(mariadbProgram("/usr/sbin")!);
  const district = await openDistrict({
    people: 20,
    // What is tried is the race for the last use, not the door.
    environment: { ...PROMPT, CREDIT_RUNNING: "256" },
    serverOf: (name) => (name === "consent" ? server.url : undefined),
  });
  try {
    const other = await district.another();
    for (const afterMs of [0, 30]) await killedHalfWay(server, district, other, afterMs);
  } finally {
    await district.close();
    await server.stop();
  }
}, 120_000);

async function killedHalfWay(server: TestMariadb, one: District, other: Pick<District, "ask">, afterMs: number): Promise<void> {
  const grant = await granted(one, DEFAULTER, { uses: 1 });
  const asked = Array.from({ length: 200 }, (_, at) => look(at % 2 ? other : one, DEFAULTER, grant, { fields: FIELDS }));
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await server.kill();
  const answers = await Promise.all(asked);
  const withData = answers.filter(({ body }) => body.data !== null).length;
  expect(withData).toBeLessThanOrEqual(1);
  expect(answers.filter(({ status }) => ![200, 403, 503].includes(status))).toEqual([]);
  await server.restart();
  await until(async () => (await one.ask("bank", "query ($g: ID!) { grant(id: $g) { id } }", { g: grant })).status === 200);
  expect(await usesLeft(one, grant)).toBeLessThanOrEqual(1 - withData);
}
