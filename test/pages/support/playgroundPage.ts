/** The Playground as a person at the keyboard sees it, and a record of everything that the page asked for. */
import type { Browser, Page, Request } from "playwright-core";

export interface PlaygroundPage {
  page: Page;
  /** Addresses of all requests, sockets included. */
  asked: string[];
  /** Complaints: errors on the console, uncaught errors, breaches of the content security policy. */
  complaints: string[];
  /** The operations sent to the gateway, introspection left out. */
  operations(): {
    authorization: string | undefined;
    body: { operationName?: string; variables?: unknown; extensions?: unknown };
  }[];
  choosePersona(name: string): Promise<void>;
  chooseExample(id: string): Promise<void>;
  run(): Promise<void>;
  /** Waits until the result pane shows `text`. */
  shown(text: string): Promise<void>;
}

/** Runs in the page, hence a text: what Chromium tells a page of a breach, put where the test listens. */
const REPORT_VIOLATIONS = `document.addEventListener("securitypolicyviolation", (event) =>
  console.error("policy: " + event.violatedDirective + " " + event.blockedURI));`;

/** Opens `url`/playground in a fresh profile. */
export async function openPlaygroundPage(browser: Browser, url: string): Promise<PlaygroundPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  const sent: Request[] = [];
  page.on("request", (request) => {
    asked.push(request.url());
    if (request.method() === "POST" && !request.postData()?.includes("IntrospectionQuery")) sent.push(request);
  });
  page.on("websocket", (socket) => asked.push(socket.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const expected = /the server responded with a status of 40[13]/.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(message.text());
  });
  await page.addInitScript({ content: REPORT_VIOLATIONS });
  await page.goto(`${url}/playground`);
  await page.locator(".graphiql-query-editor .view-lines").waitFor();
  const operations = () =>
    sent.map((request) => ({ authorization: request.headers()["authorization"], body: request.postDataJSON() }));
  return { page, asked, complaints, operations, ...gestures(page) };
}

function gestures(page: Page): Pick<PlaygroundPage, "choosePersona" | "chooseExample" | "run" | "shown"> {
  return {
    choosePersona: async (name) => void (await page.getByLabel("角色 Persona").selectOption(name)),
    chooseExample: async (id) => {
      await page.getByRole("button", { name: "示例 Examples" }).click();
      await page.locator(`[data-example="${id}"]`).click();
    },
    run: () => page.getByRole("button", { name: /执行 Execute/ }).click(),
    // The editor writes its spaces as no-break spaces, and only the lines that are in view.
    shown: (text) => page.locator(".result-window .view-lines", { hasText: text }).waitFor({ timeout: 10_000 }),
  };
}
