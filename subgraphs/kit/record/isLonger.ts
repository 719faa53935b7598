/** Has `text` more than `limit` code points? Counted only where its length leaves a doubt. */
export function isLonger(text: string, limit: number): boolean {
  return text.length > limit && [...text].length > limit;
}
