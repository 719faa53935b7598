/** Static pages: what is served, how, and what is not. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStaticPages } from "./staticPages";

let folder: string;
let directory: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pages-"));
  directory = join(folder, "pages");
  mkdirSync(join(directory, "playground/assets"), { recursive: true });
  writeFileSync(join(folder, "secret.html"), "secret");
  writeFileSync(join(directory, "playground/index.html"), "<!doctype html>");
  writeFileSync(join(directory, "playground/assets/index-a1B2_c3-.js"), "1");
  writeFileSync(join(directory, "playground/assets/codicon-DCmgc-ay.ttf"), "2");
});

afterEach(() => rmSync(folder, { recursive: true }));

test("serves a page at its folder's path, with and without a slash, and lets nobody store it", () => {
  const pages = openStaticPages({ directory });
  for (const path of ["/playground", "/playground/", "/playground/index.html"]) {
    const answer = pages.serve(path);
    expect(answer?.body.toString()).toBe("<!doctype html>");
    expect(answer?.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-length": 15,
    });
  }
});

test("B12 serves the one page that it is told of, where it is told of one", () => {
  mkdirSync(join(directory, "dashboard"));
  writeFileSync(join(directory, "dashboard/index.html"), "<!doctype html>");
  const pages = openStaticPages({ directory, only: "dashboard" });
  expect(pages.serve("/dashboard")?.status).toBe(200);
  for (const path of ["/playground", "/playground/index.html", "/dashboard/../playground/index.html"])
    expect([path, pages.serve(path)]).toEqual([path, undefined]);
});

test("lets a browser keep a file whose name carries a hash of its content", () => {
  const pages = openStaticPages({ directory });
  const kept = { "cache-control": "public, max-age=31536000, immutable" };
  expect(pages.serve("/playground/assets/index-a1B2_c3-.js")?.headers).toMatchObject({
    ...kept,
    "content-type": "text/javascript; charset=utf-8",
  });
  expect(pages.serve("/playground/assets/codicon-DCmgc-ay.ttf")?.headers).toMatchObject({ ...kept, "content-type": "font/ttf" });
});

test("B12 sends everything under a policy that knows no foreign host, and never lets its type be guessed", () => {
  const { headers } = openStaticPages({ directory }).serve("/playground")!;
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'self'; /);
  expect(headers["content-security-policy"]).not.toMatch(/https?:|\*|unsafe-eval/);
});

test.each([
  "/",
  "/secret.html",
  "/../secret.html",
  "/playground/../../secret.html",
  "/playground/%2e%2e/%2e%2e/secret.html",
  "/playground/..\\..\\secret.html",
  "//secret.html",
  "/playground/assets",
  "/playground/assets/",
  "/playground/INDEX.HTML",
  "/playground/index.html\0.js",
  "__proto__",
  "constructor",
])("finds nothing at %j", (path) => {
  expect(openStaticPages({ directory }).serve(path)).toBeUndefined();
});

test("follows no link, to a file or to a folder", () => {
  symlinkSync(join(folder, "secret.html"), join(directory, "playground/linked.html"));
  symlinkSync(folder, join(directory, "linked"));
  const pages = openStaticPages({ directory });
  expect(pages.serve("/playground/linked.html")).toBeUndefined();
  expect(pages.serve("/linked/secret.html")).toBeUndefined();
});

test("refuses to open with a file of a type that no page needs, naming it", () => {
  writeFileSync(join(directory, "playground/assets/index-a1B2_c3-.js.map"), "{}");
  expect(() => openStaticPages({ directory })).toThrow(
    "/playground/assets/index-a1B2_c3-.js.map in the built pages is of a type",
  );
});

test("serves what was there when it was opened, although the files have changed since", () => {
  const pages = openStaticPages({ directory });
  writeFileSync(join(directory, "playground/index.html"), "changed");
  rmSync(join(directory, "playground/assets"), { recursive: true });
  expect(pages.serve("/playground")?.body.toString()).toBe("<!doctype html>");
  expect(pages.serve("/playground/assets/index-a1B2_c3-.js")?.body.toString()).toBe("1");
});
