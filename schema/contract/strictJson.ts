/**
 * JSON that reads the same for everybody.
 *
 * Threat (ATTACKS H05, H07, G12, D12, C13): of two equal keys one reader takes the first and another the last; a lone
 * surrogate becomes another character on its way into a database; nesting a hundred thousand deep breaks a recursive
 * reader. Promise: a text is refused for any of these before a value is built from it, in time linear in its length.
 * The sentence of a {@link JsonProblem} never holds a piece of the text.
 */

/** Why a text is not acceptable JSON, in a sentence that may be shown to whoever sent it. */
export class JsonProblem extends Error {
  override readonly name = "JsonProblem";
}

const MAX_DEPTH = 64;

/** An object that is being read: its keys so far, and whether the next string is a key. An array has no keys. */
interface Open {
  keys: Set<string> | undefined;
  atKey: boolean;
}

/** The value that `text` writes down. @throws {JsonProblem} */
export function parseStrictJson(text: string, options: { maxDepth?: number } = {}): unknown {
  if (!text.isWellFormed()) throw new JsonProblem("the JSON text holds half a character (a lone surrogate)");
  scan(text, options.maxDepth ?? MAX_DEPTH);
  return parse(text);
}

/**
 * Walks over the text once and judges nesting, keys and escapes. Whether the grammar holds is left to the engine's own
 * parser, which comes after: by then the depth is bounded, and in valid JSON this walk has seen every key.
 */
function scan(text: string, maxDepth: number): void {
  const stack: Open[] = [];
  let top: Open | undefined;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfString(text, at);
        readString(text.slice(at, end + 1), top);
        at = end;
        break;
      }
      case 0x7b: // {
      case 0x5b: // [
        if (stack.length === maxDepth) throw new JsonProblem(`the JSON text is nested more than ${maxDepth} levels deep`);
        top = text[at] === "{" ? { keys: new Set(), atKey: true } : { keys: undefined, atKey: false };
        stack.push(top);
        break;
      case 0x7d: // }
      case 0x5d: // ]
        stack.pop();
        top = stack.at(-1);
        break;
      case 0x2c: // ,
        if (top) top.atKey = top.keys !== undefined;
    }
  }
}

/** Index of the quote that ends the string begun at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  throw notJson();
}

function readString(literal: string, top: Open | undefined): void {
  // No other escape can stand for half a character; a long text of line breaks need not be read twice.
  if (!top?.atKey && !literal.includes("\\u")) return;
  const value = literal.includes("\\") ? (parse(literal) as string) : literal.slice(1, -1);
  if (!value.isWellFormed()) throw new JsonProblem("the JSON text escapes half a character (a lone surrogate)");
  if (!top?.atKey) return;
  if (value === "__proto__") throw new JsonProblem("the JSON text holds an object with the key __proto__, which is not accepted");
  if (top.keys!.has(value)) throw new JsonProblem("the JSON text holds an object that states the same key twice");
  top.keys!.add(value);
  top.atKey = false;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function notJson(): JsonProblem {
  return new JsonProblem("the text is not valid JSON");
}
