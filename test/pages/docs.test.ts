/** The documentation in real Chromium: found by typing, read in both languages, with the keyboard alone. */
import type { Browser, Page } from "playwright-core";
import { openDistrict, type District } from "../support/district";
import { builtPages } from "./support/builtPages";
import { breaches, checkedPage } from "./support/axe";
import { describeInChromium, launchChromium } from "./support/chromium";

describeInChromium("the documentation", () => {
  let district: District;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    builtPages();
    district = await openDistrict();
    browser = await launchChromium();
    page = await browser.newPage();
    page.on("request", (request) => void (request.url().startsWith(district.url) || foreign.push(request.url())));
    page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await district?.close();
  });

  it("finds a field by its Chinese name and leads to its place on the page of its type", async () => {
    await page.goto(`${district.url}/docs`);
    await page.getByRole("searchbox").fill("欠税金额区间");
    await page.locator("#found a").first().click();
    expect(page.url()).toBe(`${district.url}/docs/types/TaxArrearsNotice#arrearsBand`);
    const row = page.locator("tr", { has: page.locator("#arrearsBand") });
    expect(await row.innerText()).toMatch(/MoneyBand[\s\S]*欠税金额区间[\s\S]*band of the arrears[\s\S]*ABNORMAL/);
  });

  it("leads from an item to its type, its category and its law by the keyboard alone", async () => {
    await page.goto(`${district.url}/docs/items/TAX-01`);
    expect(await page.getByRole("main").innerText()).toContain("税收征收管理法");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toContain("跳到正文");
    await page.getByRole("link", { name: "TaxArrearsNotice" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/docs\/types\/TaxArrearsNotice$/);
  });

  it.each(["/", "/docs", "/docs/types/TaxArrearsNotice", "/docs/items/TAX-01"])(
    "WCAG opens %s without a breach of levels A and AA, light and dark",
    async (path) => {
      const checked = await checkedPage(browser);
      for (const colorScheme of ["light", "dark"] as const) {
        await checked.emulateMedia({ colorScheme });
        await checked.goto(`${district.url}${path}`);
        expect([colorScheme, await breaches(checked)]).toEqual([colorScheme, []]);
      }
      await checked.close();
    },
  );

  it("asks no foreign host and breaks no policy of its page", () => {
    expect(foreign).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
