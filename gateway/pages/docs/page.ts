/** The frame of a page of the documentation: title, search, the way back. Loads its own style and script, nothing else. */
import { html, type Html } from "./html";

export interface PageParts {
  title: string;
  heading: Html;
  body: Html;
}

const NAVIGATION: readonly [path: string, zh: string, en: string][] = [
  ["/docs", "总览", "overview"],
  ["/docs/purposes", "查询事由", "purposes"],
  ["/docs/items", "目录事项", "catalogue items"],
  ["/docs/types", "类型", "types"],
];

export function page({ title, heading, body }: PageParts): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 个人诚信图谱</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/docs/docs.css" />
        <script src="/docs/search.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#content">跳到正文 <span lang="en">skip to content</span></a>
        <header>
          <p><a href="/">个人诚信图谱</a> · 文档 <span lang="en">documentation</span></p>
          <nav aria-label="文档 / documentation">
            ${NAVIGATION.map(([path, zh, en]) => html`<a href="${path}">${zh} <span lang="en">${en}</span></a>`)}
          </nav>
          <form role="search" action="/docs">
            <label for="search">查找 <span lang="en">find a type, field, purpose or item</span></label>
            <input id="search" type="search" autocomplete="off" spellcheck="false" aria-controls="found" />
            <ul id="found" aria-live="polite" hidden></ul>
          </form>
        </header>
        <main id="content">
          <h1>${heading}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;
}

/** A table with its caption and column titles. */
export function table(caption: Html, titles: readonly Html[], rows: readonly (readonly Html[])[]): Html {
  return html`<div class="wide">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${titles.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...rest]) =>
            html`<tr>
              <th scope="row">${first!}</th>
              ${rest.map((cell) => html`<td>${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Names with what they mean. */
export function facts(entries: readonly (readonly [name: Html, says: Html | string | undefined])[]): Html {
  const said = entries.filter(([, says]) => says !== undefined && says !== "");
  return html`<dl>
    ${said.map(
      ([name, says]) =>
        html`<dt>${name}</dt>
          <dd>${says!}</dd> `,
    )}
  </dl>`;
}
