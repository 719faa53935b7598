/**
 * A person's name as the register writes it (GB 18030-2022 level 3 names included).
 *
 * Promise: a name is compared as it stands. It is never normalised, for NFC turns some family names into other
 * characters; look-alikes that a keyboard produces (full-width letters, a foreign middle dot, zero-width characters,
 * Kangxi radicals) are refused with a sentence, so that a name that cannot match is not mistaken for "no such person".
 */

const MAX_CODE_POINTS = 100;

/** What is wrong with `name`, in a sentence without the name; `undefined` if nothing is. */
export function checkPersonName(name: string): string | undefined {
  if (!name.isWellFormed()) return "the name holds half a character (a lone surrogate)";
  const length = [...name].length;
  if (length === 0 || length > MAX_CODE_POINTS) return `a name has 1 to ${MAX_CODE_POINTS} characters`;
  if (name.trim() !== name) return "the name begins or ends with a space";
  if (/[•・‧∙⋅．]/u.test(name)) return "the dot in the name is a look-alike; the register writes · (U+00B7)";
  if (/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(name)) return "the name holds an invisible or unassigned character";
  if (/[\u2E80-\u2FDF\uFF01-\uFF5E\u3000]/u.test(name)) {
    return "the name holds a look-alike (a radical or a full-width form) of an ordinary character";
  }
  return undefined;
}
