/** The front page: where it leads in each mode, and that it needs nothing from anywhere. */
import { frontPage } from "./frontPage";

const linksOf = (html: string) => [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);

test("leads to the Playground, the documentation and the dashboard in development", () => {
  expect(linksOf(frontPage({ mode: "development" }))).toEqual([
    "/playground",
    "/docs",
    "/dashboard",
    "/health/live",
    "/health/ready",
    "/.well-known/credit-graph/keys",
  ]);
});

test("B12 says nothing of the Playground or of development tokens in production", () => {
  const html = frontPage({ mode: "production" });
  expect(linksOf(html)).toEqual(["/dashboard", "/health/live", "/health/ready", "/.well-known/credit-graph/keys"]);
  expect(html).not.toMatch(/playground|docs|npm run|synthetic/i);
});

test.each(["development", "production"] as const)("has no script, no foreign host and nothing to load in %s", (mode) => {
  const html = frontPage({ mode });
  expect(html).not.toMatch(/<script|https?:|src=|url\(|@import|\son[a-z]+=/i);
  expect(html).toContain('<html lang="zh-CN">');
});

test("speaks Chinese outside the parts that are marked as English", () => {
  const body = frontPage({ mode: "development" }).split("<body>")[1]!;
  const chinese = body.replace(/<span lang="en">[^<]*<\/span>|<code>[^<]*<\/code>|<[^>]*>/g, "");
  expect(chinese.match(/[A-Za-z]+/g)).toBeNull();
});
