/**
 * What somebody waits for who opens the dashboard: from the address to a board with numbers, in real Chromium with nothing
 * kept; and from something that happens until it is in the numbers.
 */
import { launchChromium } from "../../test/pages/support/chromium";
import { cast } from "../../scripts/synthesise/cast";
import { median, round } from "../load";
import type { Server } from "../server";

const OPENINGS = 5;
const EVENTS = 10;
const LOOKS = `query($period: String!) { supervision(period: $period) { indicator(code: "K21") { numerator } } }`;
const LOOK = `query($lookup: PersonLookup!, $access: Access!) { person(lookup: $lookup, access: $access) { maskedName } }`;

export interface FirstSight {
  /** From the address to the first numbers, the middle one of {@link OPENINGS}. */
  readyMs: number;
  /** All that came over the wire for it, headers too. */
  wireKB: number;
}

/** `undefined` where this machine has no Chromium. */
export async function openCold({ url }: Server): Promise<FirstSight | undefined> {
  const browser = await launchChromium().catch(() => undefined);
  if (browser === undefined) return undefined;
  try {
    const seen: FirstSight[] = [];
    for (let opening = 0; opening < OPENINGS; opening++) {
      // A context of its own: nothing of the one before is kept.
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const wire = await context.newCDPSession(page);
      let bytes = 0;
      wire.on("Network.loadingFinished", ({ encodedDataLength }) => void (bytes += encodedDataLength));
      await wire.send("Network.enable");
      const began = performance.now();
      await page.goto(`${url}/dashboard`);
      await page.locator(".card .value").first().waitFor();
      seen.push({ readyMs: performance.now() - began, wireKB: bytes / 1000 });
      await context.close();
    }
    return {
      readyMs: round(median(seen.map(({ readyMs }) => readyMs))),
      wireKB: round(median(seen.map(({ wireKB }) => wireKB))),
    };
  } finally {
    await browser.close();
  }
}

/** From the answer to a clerk's look until the office's number of looks has grown by it: the slowest of {@link EVENTS}, ms. */
export async function slowestEvent({ url }: Server, tokens: { clerk: string; office: string }, month: string): Promise<number> {
  const ask = async (token: string, query: string, variables: object) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as { data?: { supervision?: { indicator: { numerator: number | null } } }; errors?: object[] };
  };
  const looks = async () => (await ask(tokens.office, LOOKS, { period: month })).data!.supervision!.indicator.numerator ?? 0;
  const access = { purpose: "LICENSING_REVIEW", caseNumber: "津宝审批〔2026〕9号" };
  const times: number[] = [];
  for (let event = 0; event < EVENTS; event++) {
    const { idNumber, name } = cast[event % cast.length]!;
    const before = await looks();
    const { errors } = await ask(tokens.clerk, LOOK, { lookup: { idNumber, name }, access });
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    const began = performance.now();
    while ((await looks()) === before) await new Promise((resolve) => setTimeout(resolve, 20));
    times.push(performance.now() - began);
  }
  return round(Math.max(...times));
}
