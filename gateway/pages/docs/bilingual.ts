/** Texts of the graph are "中文 / English"; on a page each half says which language it is, for readers and screen readers. */
import { html, type Html } from "./html";

export function halves(text: string | null | undefined): { zh: string; en: string } {
  const whole = text ?? "";
  const at = whole.indexOf(" / ");
  return at === -1 ? { zh: whole, en: "" } : { zh: whole.slice(0, at), en: whole.slice(at + 3) };
}

/** Chinese, then English, each marked. */
export function bilingual(text: string | null | undefined): Html {
  const { zh, en } = halves(text);
  return pair(zh, en);
}

export function pair(zh: string, en: string): Html {
  return en === "" ? html`${zh}` : html`${zh} <span lang="en">${en}</span>`;
}
