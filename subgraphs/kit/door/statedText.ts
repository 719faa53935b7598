/** A text that an argument states, without what surrounds it; `undefined` unless it has `least` to `most` characters (code points). */
export function statedText(text: string, least: number, most: number): string | undefined {
  const stated = text.trim();
  const { length } = [...stated];
  return length < least || length > most ? undefined : stated;
}
