/** Shapes that nobody thought of, for a short while in the suite; `npm run fuzz -- --minutes 60` goes on for an hour. */
import { writeFileSync } from "node:fs";
import { fuzzSettings, randomSeed } from "../support/config";
import { openDistrict, type District } from "../support/district";
import { fuzz } from "./fuzz";

const seed = randomSeed(20171104);
const { seconds, only, report, isCommand } = fuzzSettings();

let district: District;
beforeAll(async () => {
  district = await openDistrict({ people: 14 });
}, 120_000);
afterAll(() => district?.close());

it(
  `tells each caller what is his, and nothing else, whatever is asked (SEED=${seed})`,
  async () => {
    const say = isCommand ? (line: string) => process.stdout.write(`${line}\n`) : undefined;
    const result = await fuzz(district, { seed, seconds, only, ...(say && { say }) });
    if (report) writeFileSync(report, JSON.stringify(result));
    expect(result.failures).toEqual([]);
    // Most cases end at no early refusal: those would try the door and nothing behind it.
    if (only === undefined) expect(result.statuses[200]).toBeGreaterThan(result.cases / 5);
  },
  24 * 3_600_000,
);
