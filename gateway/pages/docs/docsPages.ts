/**
 * The documentation at `/docs`: every type, field, purpose and catalogue item, in both languages, written from the
 * composed graph and the catalogue. A page is written when it is first asked for and kept; there is nothing in it of any person.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { GraphQLSchema } from "graphql";
import type { Catalogue } from "../../../schema/catalogue/catalogue";
import { projectRoot } from "../../../schema/contract/projectRoot";
import type { Requirements } from "../../authorize/requirements";
import { pageHeaders } from "../../http/respond";
import type { StaticAnswer, StaticPages } from "../staticPages";
import { itemPage, itemsPage, purposePage, purposesPage } from "./cataloguePages";
import { documentedTypes, overviewPage, typesPage } from "./overviewPages";
import { searchIndex } from "./searchIndex";
import { typePage } from "./typePage";

/** What the documentation is written from. */
export interface DocsGround {
  schema: GraphQLSchema;
  catalogue: Catalogue;
  requirements: Requirements;
}

export interface DocsPages extends StaticPages {
  /** Every address there is. */
  paths(): string[];
}

const ASSETS = join(projectRoot(), "gateway", "pages", "docs", "assets");

export function openDocsPages(ground: DocsGround): DocsPages {
  const writers = writersOf(ground);
  const written = new Map<string, StaticAnswer>();
  return {
    paths: () => [...writers.keys()],
    serve(path) {
      const writer = writers.get(path.endsWith("/") ? path.slice(0, -1) : path);
      if (writer === undefined) return undefined;
      let answer = written.get(path);
      if (answer === undefined) written.set(path, (answer = answerOf(path, writer())));
      return answer;
    },
  };
}

function writersOf(ground: DocsGround): Map<string, () => string> {
  const { schema, catalogue } = ground;
  const asset = (file: string) => () => readFileSync(join(ASSETS, file), "utf8");
  return new Map<string, () => string>([
    ["/docs", () => overviewPage(ground)],
    ["/docs/types", () => typesPage(ground)],
    ["/docs/items", () => itemsPage(catalogue)],
    ["/docs/purposes", () => purposesPage(catalogue)],
    ["/docs/search.json", () => JSON.stringify(searchIndex(ground))],
    ["/docs/search.js", asset("search.js")],
    ["/docs/docs.css", asset("docs.css")],
    ...documentedTypes(schema.getTypeMap()).map((type) => [`/docs/types/${type.name}`, () => typePage(type, ground)] as const),
    ...catalogue.items.map((item) => [`/docs/items/${item.code}`, () => itemPage(item, catalogue)] as const),
    ...catalogue.purposes.map((purpose) => [`/docs/purposes/${purpose.code}`, () => purposePage(purpose, catalogue)] as const),
  ]);
}

const CONTENT_TYPES: Record<string, string> = { json: "application/json", js: "text/javascript", css: "text/css" };

function answerOf(path: string, text: string): StaticAnswer {
  const body = Buffer.from(text, "utf8");
  const type = CONTENT_TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ""] ?? "text/html";
  const headers = {
    ...pageHeaders(),
    "content-type": `${type}; charset=utf-8`,
    "content-length": body.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return { status: 200, body, headers };
}
