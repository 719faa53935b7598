/**
 * Serves the built pages: each folder of `directory` that holds an index.html is a page (`/playground`), and its other
 * files are what the page loads. Threat: a path that leads out of the folder.
 *
 * Promise: the files are read once, when it is opened; a request is a look-up in a map and never reaches the disk, so no path
 * leads anywhere else. Refuses: links, and at the opening a file of a type that no page needs.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import { extname, join } from "node:path";
import { pageHeaders } from "../http/respond";

export interface StaticAnswer {
  status: 200;
  body: Buffer;
  headers: OutgoingHttpHeaders;
}

export interface StaticPages {
  /** The answer for the path of a URL (without its query), or `undefined` if there is no such file. */
  serve(path: string): StaticAnswer | undefined;
}

const CONTENT_TYPES = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ttf", "font/ttf"],
  [".woff2", "font/woff2"],
]);

/** Vite puts a hash of the content in the name of everything but the page. */
const HASHED = /^\/[a-z]+\/assets\/[^/]+-[\w-]{8}\.\w+$/;

/** `only` names the one page that is served. @throws Error when `directory` is missing, or holds a file of an unknown type. */
export function openStaticPages({ directory, only }: { directory: string; only?: string }): StaticPages {
  const answers = new Map<string, StaticAnswer>();
  for (const path of filesBelow(directory, only === undefined ? "" : `/${only}`)) {
    const answer = answerOf(directory, path);
    answers.set(path, answer);
    if (path.endsWith("/index.html")) {
      const page = path.slice(0, -"/index.html".length);
      answers.set(page, answer).set(`${page}/`, answer);
    }
  }
  return { serve: (path) => answers.get(path) };
}

/** Paths of the plain files, from `/`. */
function filesBelow(directory: string, prefix = ""): string[] {
  const entries = readdirSync(join(directory, prefix), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(directory, path);
    return entry.isFile() ? [path] : [];
  });
}

function answerOf(directory: string, path: string): StaticAnswer {
  const contentType = CONTENT_TYPES.get(extname(path));
  if (contentType === undefined)
    throw new Error(`${path} in the built pages is of a type that no page needs: leave it out of the build`);
  const cacheControl = HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-store";
  const body = readFileSync(join(directory, path));
  const headers = {
    ...pageHeaders(),
    "content-type": contentType,
    "content-length": body.length,
    "cache-control": cacheControl,
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  };
  return { status: 200, body, headers };
}
