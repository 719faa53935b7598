/** The documentation: complete, in both languages, every link leads somewhere, nothing read as markup. */
import { join } from "node:path";
import { isEnumType } from "graphql";
import { loadCatalogue } from "../../../schema/catalogue/load";
import { projectRoot } from "../../../schema/contract/projectRoot";
import { loadGraph } from "../../graph";
import { openDocsPages } from "./docsPages";
import { html } from "./html";
import type { SearchEntry } from "./searchIndex";

const { apiSchema: schema, requirements } = loadGraph(join(projectRoot(), "schema"));
const catalogue = loadCatalogue();
const pages = openDocsPages({ schema, catalogue, requirements });
const textOf = (path: string) => pages.serve(path)!.body.toString();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
const htmlPaths = pages.paths().filter((path) => !/\.\w+$/.test(path));

it("has a page for every type, and on it every field and value by name", () => {
  for (const type of types) {
    const text = textOf(`/docs/types/${type.name}`);
    const parts =
      "getFields" in type ? Object.keys(type.getFields()) : isEnumType(type) ? type.getValues().map((one) => one.name) : [];
    for (const name of parts) expect(text).toContain(`<code id="${name}">${name}</code>`);
  }
});

it("has a page for every purpose and every catalogue item, with its legal basis", () => {
  for (const { code, basis } of catalogue.purposes) expect(textOf(`/docs/purposes/${code}`)).toContain(basis.split(" / ")[0]!);
  for (const { code, legalBases } of catalogue.items) {
    for (const { law } of legalBases) expect(textOf(`/docs/items/${code}`)).toContain(law);
  }
});

it("says of a field what it demands", () => {
  const text = textOf("/docs/types/TaxSlice");
  const row = text.slice(text.indexOf('id="taxMajorViolations"'));
  expect(row.slice(0, row.indexOf("</tr>"))).toContain("SEVERE_LIST");
});

it("leads nowhere but to its own pages, the front page, and places on them that exist", () => {
  const texts = new Map(htmlPaths.map((path) => [path, textOf(path)]));
  for (const text of texts.values()) {
    for (const [, href] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
      if (href === "/" || href === "data:,") continue;
      const [path = "", fragment] = href!.split("#");
      if (path !== "") expect(pages.paths()).toContain(path);
      if (path !== "" && fragment !== undefined) expect(texts.get(path)).toContain(`id="${fragment}"`);
    }
  }
});

it("has no script but its own and nothing of a foreign host", () => {
  for (const path of htmlPaths)
    expect(textOf(path)).not.toMatch(
      /(?:src|href)="(?:https?:|\/\/)|url\(|<script(?! src="\/docs\/search\.js" defer>)|\son[a-z]+=|style=/i,
    );
});

it("lets the search find every type, field, purpose and item, each at an address that is there", () => {
  const entries = JSON.parse(textOf("/docs/search.json")) as SearchEntry[];
  const names = new Set(entries.map(([name]) => name));
  for (const type of types) expect(names).toContain(type.name);
  for (const coordinate of requirements.keys())
    if (schema.getType(coordinate.split(".")[0]!)) expect(names).toContain(coordinate);
  for (const { code } of catalogue.items) expect(names).toContain(code);
  for (const [, , , href] of entries) expect(pages.paths()).toContain(href.split("#")[0]);
});

it("H16 takes no text as markup", () => {
  expect(html`<b title="${'"'}">${"<script>"}${["&", html`<i></i>`]}${undefined}${1}</b>`.text).toBe(
    '<b title="&quot;">&lt;script&gt;&amp;<i></i>1</b>',
  );
});

it("has no page of any other name", () => {
  for (const path of ["/docs/types/", "/docs/types/../../main.ts", "/docs/types/__Schema", "/docs/assets/search.js"]) {
    expect(pages.serve(path)?.body.toString().slice(0, 100) ?? "").not.toMatch(/import|__Schema/);
  }
});
