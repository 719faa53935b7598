/**
 * What the Playground promises, tried in real Chromium against a gateway with a district behind it.
 */
import type { Browser } from "playwright-core";
import { describeInChromium, launchChromium } from "./chromium";
import { openPlaygroundPage, type PlaygroundPage } from "./playgroundPage";

export interface OpenedPlayground {
  /** Origin of the server, e.g. `http://127.0.0.1:4000`. */
  url: string;
  close(): Promise<void>;
}

interface Opened {
  url: string;
  browser: Browser;
  personas: { name: string; token: string }[];
  cast: { name: string; idNumber: string }[];
}

type Check = (playground: PlaygroundPage, opened: Opened) => Promise<void>;

/** Registers the tests. `open` is called once. */
export function playgroundPromises(open: () => Promise<OpenedPlayground>): void {
  describeInChromium("the Playground in Chromium", () => {
    let server: OpenedPlayground;
    let opened: Opened;

    beforeAll(async () => {
      server = await open();
      const read = async <List>(path: string) => (await (await fetch(`${server.url}${path}`)).json()) as List;
      opened = {
        url: server.url,
        browser: await launchChromium(),
        personas: await read<Opened["personas"]>("/playground/personas"),
        cast: await read<Opened["cast"]>("/playground/cast"),
      };
    }, 120_000);

    afterAll(async () => {
      await opened?.browser.close();
      await server?.close();
    });

    test.each(CHECKS)(
      "%s",
      async (_title, check) => {
        const playground = await openPlaygroundPage(opened.browser, opened.url);
        try {
          await check(playground, opened);
        } finally {
          await playground.page.context().close();
        }
      },
      60_000,
    );
  });
}

const CHECKS: [string, Check][] = [
  ["B12 asks its own origin for everything and never meets its content security policy", asksItsOwnOrigin],
  ["sends the token of the persona that is chosen", sendsTheToken],
  ["opens an example in a tab of its own, with its persona and variables, and shows the answer", runsAnExample],
  ["shows a refusal with its status as the gateway wrote it", showsARefusal],
  ["runs an operation dry, once, at the press of a button", runsDry],
  ["leads from a bank's request through the citizen's consent to the look-up and the revocation", leadsThroughAnAuthorisation],
  ["keeps no token and no citizen number in storage, cookies or the address", keepsNothing],
  ["keeps for each tab the persona it was asked with", keepsThePersonaOfATab],
  ["opens the documentation, which speaks Chinese first and English second", documentsInChinese],
  ["is used by keyboard alone", isUsedByKeyboard],
  ["names the language of the page and of its English parts", namesItsLanguages],
];

const tokenOf = ({ personas }: Opened, name: string) => `Bearer ${personas.find((persona) => persona.name === name)!.token}`;

async function asksItsOwnOrigin({ page, asked, complaints, chooseExample, run, shown }: PlaygroundPage, { url }: Opened) {
  await chooseExample("purposes");
  await run();
  await shown("LICENSING_REVIEW");
  await page.getByRole("button", { name: /整理格式 Prettify/ }).click();
  await page.getByRole("button", { name: /快捷键 Short keys/ }).click();
  await page.keyboard.press("Escape");
  await page.locator(".graphiql-query-editor .view-lines").click();
  await page.keyboard.type(" ");
  await page.waitForLoadState("networkidle");
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith("data:"))).toEqual([]);
  expect(complaints).toEqual([]);
}

async function sendsTheToken({ page, choosePersona, operations, run, shown }: PlaygroundPage, opened: Opened) {
  await choosePersona("judge");
  await expectText(page.getByTestId("caller"), "person:unmask");
  await run();
  await shown("LICENSING_REVIEW");
  await choosePersona("integrator");
  await expectText(page.getByTestId("caller"), "integrator-001");
  await run();
  await page.waitForLoadState("networkidle");
  expect(operations().map(({ authorization }) => authorization)).toEqual([
    tokenOf(opened, "judge"),
    tokenOf(opened, "integrator"),
  ]);
}

async function runsAnExample({ page, chooseExample, operations, run, shown }: PlaygroundPage, opened: Opened) {
  await chooseExample("licensing-review-justified");
  await run();
  await shown("maskedIdNumber");
  await expectText(page.getByRole("status").last(), "HTTP 200");
  await expectText(page.locator(".graphiql-tab-active"), "LicensingReview");
  const [{ authorization, body }] = operations() as [ReturnType<PlaygroundPage["operations"]>[number]];
  const { name, idNumber } = opened.cast[1]!;
  expect(authorization).toBe(tokenOf(opened, "licensing-clerk"));
  expect(body).toMatchObject({ operationName: "LicensingReview", variables: { lookup: { name, idNumber } } });
}

async function showsARefusal({ page, chooseExample, run, shown }: PlaygroundPage) {
  await chooseExample("bank-refused");
  await run();
  await shown("ACCESS_DENIED");
  await expectText(page.getByRole("status").last(), "HTTP 403");
}

async function runsDry({ page, chooseExample, operations, run, shown }: PlaygroundPage) {
  await chooseExample("licensing-review");
  await page.getByRole("button", { name: /试运行 Dry run/ }).click();
  await shown("explanation");
  await run();
  await shown("maskedIdNumber");
  await page.waitForLoadState("networkidle");
  expect(operations().map(({ body }) => body.extensions)).toEqual([{ dryRun: true }, undefined]);
}

async function leadsThroughAnAuthorisation({ page, chooseExample, run, shown }: PlaygroundPage) {
  const steps: [example: string, shows: string][] = [
    ["request-grant", "REQUESTED"],
    ["grant-requests", "recipient"],
    ["as-seen-by", "maskedName"],
    ["approve-grant", "artefact"],
    ["bank-credit", "judgmentDefaulters"],
    ["revoke-grant", "REVOKED"],
  ];
  for (const [example, shows] of steps) {
    await chooseExample(example);
    await run();
    await shown(shows);
    await expectText(page.getByRole("status").last(), "HTTP 200");
  }
  await chooseExample("bank-credit");
  await run();
  await shown("ACCESS_DENIED");
}

/** Runs in the page. */
const WHAT_IS_KEPT = `indexedDB.databases().then((databases) => JSON.stringify(
  [{ ...localStorage }, { ...sessionStorage }, databases, document.cookie, location.href, history.state]))`;

async function keepsNothing({ page, chooseExample, run, shown }: PlaygroundPage, { personas, cast }: Opened) {
  await chooseExample("licensing-review");
  await run();
  await shown("maskedIdNumber");
  // GraphiQL stores its tabs half a second after a change.
  await page.waitForTimeout(1_000);
  const kept = await page.evaluate<string>(WHAT_IS_KEPT);
  const secrets = [...personas.map(({ token }) => token), ...cast.flatMap(({ name, idNumber }) => [name, idNumber])];
  expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
  expect(kept).not.toMatch(/Bearer|lookup|caseNumber/);
}

async function keepsThePersonaOfATab({ page, chooseExample, choosePersona }: PlaygroundPage) {
  const persona = page.getByLabel("角色 Persona");
  await choosePersona("judge");
  await chooseExample("purposes");
  expect(await persona.inputValue()).toBe("integrator");
  await page.locator(".graphiql-tab-button").first().click();
  expect(await persona.inputValue()).toBe("judge");
  await page.locator(".graphiql-tab-button").last().click();
  expect(await persona.inputValue()).toBe("integrator");
}

async function documentsInChinese({ page }: PlaygroundPage) {
  await page.getByRole("button", { name: /打开文档 Show Documentation Explorer/ }).click();
  const documentation = page.getByRole("region", { name: /文档 Documentation Explorer/ });
  await documentation.getByRole("link", { name: "Query" }).click();
  await documentation.getByRole("link", { name: "person", exact: true }).click();
  const description = (await documentation.locator(".graphiql-markdown-description").first().textContent()) ?? "";
  expect(description).toMatch(/^\p{Script=Han}.*exact look-up/su);
}

async function isUsedByKeyboard({ page, operations, shown }: PlaygroundPage) {
  const focus = page.locator("*:focus");
  await page.keyboard.press("Tab");
  expect(await focus.getAttribute("name")).toBe("persona");
  await page.keyboard.press("Tab");
  expect(await focus.textContent()).toContain("示例");
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  for (let step = 0; step < 30 && (await focus.getAttribute("data-example")) !== "purposes"; step++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor({ state: "detached" });
  expect(await page.getByLabel("角色 Persona").inputValue()).toBe("integrator");
  await page.keyboard.press("Control+Enter");
  await shown("LICENSING_REVIEW");
  expect(operations()).toHaveLength(1);
}

async function namesItsLanguages({ page }: PlaygroundPage) {
  expect(await page.title()).toBe("个人诚信图谱 Playground");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  const english = await page.locator("#bar [lang=en]").allTextContents();
  expect(english.length).toBeGreaterThan(5);
  expect(english.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
}

async function expectText(locator: ReturnType<PlaygroundPage["page"]["locator"]>, text: string) {
  await locator.filter({ hasText: text }).waitFor({ timeout: 10_000 });
}
