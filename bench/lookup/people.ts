/** 200 persons in one `people` against 200 single look-ups. */
import { measure, median, round } from "../load";
import type { Asked, Findings } from "./index";
import { ACCESS, PEOPLE } from "./scene";

const PERSONS = 200;

export async function measurePeople({ gateway, tokens, lookups, bodies }: Asked, { runs, figures }: Findings): Promise<void> {
  const variables = { lookups: lookups.slice(0, PERSONS), access: ACCESS };
  const together = [JSON.stringify({ query: PEOPLE, variables })];
  const { url, process: server } = gateway;
  const ratios: number[] = [];
  for (let turn = 0; turn <= 3; turn++) {
    const timing = { seconds: 3, connections: 1 };
    const batch = await measure(url, server.pid!, tokens, together, timing);
    const single = await measure(url, server.pid!, tokens, bodies.slice(0, PERSONS), timing);
    if (turn > 0) ratios.push(batch.cpuMs / (single.cpuMs * PERSONS));
    if (turn === 3) runs.push({ database: "embedded", server: `gateway, people of ${PERSONS}`, callers: 1, ...batch });
  }
  figures["peopleBatchCpuToSingles"] = round(median(ratios));
}
