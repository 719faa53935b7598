/**
 * The first look at the text of an operation, before the parser's: how deep it nests and how many tokens it has.
 *
 * Threat (ATTACKS G02, G05, G06, G10): a recursive parser does not survive forty thousand brackets, and reading six thousand
 * tokens only to refuse the next costs as much as answering somebody. Promise: one walk over the text, linear in its length
 * and building nothing. Never more tokens are counted than there are; the parser has the exact limit.
 */
import { LIMITS, tooCostly } from "./limits";

/** Nesting that no operation within the depth limit needs, and that graphql-js's recursive parser would not survive. */
const MAX_BRACKETS = 200;

/**
 * Strings and comments are stepped over, for a bracket in one could make up for a bracket outside.
 * @throws Refusal OPERATION_TOO_COSTLY
 */
export function refuseLongText(text: string): void {
  let depth = 0;
  let tokens = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const isWord = isWordCharacter(c);
    if (isWord ? !inWord : isPunctuator(c)) tokens++;
    // A number may hold a point and a sign: 1.5e-3 is one token.
    inWord = isWord || (inWord && (c === 0x2e || c === 0x2d || c === 0x2b));
    if (tokens > LIMITS.tokens) throw tooCostly(`more than ${LIMITS.tokens} tokens`);
    if (c === 0x7b || c === 0x5b || c === 0x28) {
      if (++depth > MAX_BRACKETS) throw tooCostly(`more than ${LIMITS.depth} levels deep`);
    } else if (c === 0x7d || c === 0x5d || c === 0x29) depth--;
    else if (c === 0x22) i = endOfString(text, i);
    else if (c === 0x23) i = endOfLine(text, i);
  }
}

/** Of a name or a number. */
function isWordCharacter(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f || (c >= 0x30 && c <= 0x39);
}

/** `! $ & ( ) : = @ [ ] { | }`, and the quote that begins a string; the three points of a spread are left to the parser. */
function isPunctuator(c: number): boolean {
  switch (c) {
    case 0x21:
    case 0x22:
    case 0x24:
    case 0x26:
    case 0x28:
    case 0x29:
    case 0x3a:
    case 0x3d:
    case 0x40:
    case 0x5b:
    case 0x5d:
    case 0x7b:
    case 0x7c:
    case 0x7d:
      return true;
    default:
      return false;
  }
}

/** Index of the last quote of the string that begins at `start`; the end of the text if it has none. */
function endOfString(text: string, start: number): number {
  const quote = text.startsWith('"""', start) ? '"""' : '"';
  for (let i = start + quote.length; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5c) i += quote === '"' ? 1 : text.startsWith('"""', i + 1) ? 3 : 0;
    else if (c === 0x22 && text.startsWith(quote, i)) return i + quote.length - 1;
    else if (quote === '"' && (c === 0x0a || c === 0x0d)) return i;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x0a || c === 0x0d) return i;
  }
  return text.length;
}
