/**
 * 统一社会信用代码 (GB 32100): 18 characters of an alphabet of 31, the last one a check character.
 * Codes are taken exactly as they stand: bad codes circulate, and none is ever repaired here.
 */

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** Is `text` a unified social credit code whose check character fits? */
export function isUscc(text: string): boolean {
  return text.length === 18 && SHAPE.test(text) && usccCheckCharacter(text) === text[17];
}

/** The check character for the first 17 characters of `text`. */
export function usccCheckCharacter(text: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += ALPHABET.indexOf(text[i]!) * WEIGHTS[i]!;
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}
