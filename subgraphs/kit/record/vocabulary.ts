/**
 * A code list (代码集) as one value: the GraphQL enum, what a batch may say (the Chinese label or the code) and the documentation.
 *
 * Promise: a value is a code of the list, or it is refused; labels of one list never collide.
 */
import { registerEnumType } from "type-graphql";

export interface Vocabulary<Code extends string = string> {
  readonly name: string;
  /** The enum object that type-graphql knows. */
  readonly enumObject: Readonly<Record<string, string>>;
  readonly codes: readonly Code[];
  /** Code of a Chinese label or of the code itself; `undefined` if the list has neither. */
  codeOf(text: string): Code | undefined;
  /** Chinese label of a code. */
  labelOf(code: Code): string;
}

/** Code of a vocabulary, for the type of a class field: `conduct!: CodeOf<typeof TaxConduct>`. */
export type CodeOf<V> = V extends Vocabulary<infer Code> ? Code : never;

/**
 * Defines a code list. `entries`: code → [Chinese label, English meaning].
 * @throws Error when two codes carry one label, for a batch could then not be read.
 */
export function vocabulary<const Entries extends Record<string, readonly [zh: string, en: string]>>(
  name: string,
  zh: string,
  en: string,
  entries: Entries,
): Vocabulary<keyof Entries & string> {
  const codes = Object.keys(entries) as (keyof Entries & string)[];
  const byText = new Map<string, keyof Entries & string>();
  for (const code of codes) {
    const label = entries[code]![0];
    if (byText.has(label)) throw new Error(`code list ${name}: "${label}" stands for both ${byText.get(label)} and ${code}`);
    byText.set(label, code).set(code, code);
  }
  const enumObject = Object.fromEntries(codes.map((code) => [code, code]));
  const valuesConfig = Object.fromEntries(codes.map((code) => [code, { description: entries[code]!.join(" / ") }]));
  registerEnumType(enumObject, { name, description: `${zh} / ${en}`, valuesConfig });
  return {
    name,
    enumObject,
    codes,
    codeOf: (text) => byText.get(text),
    labelOf: (code) => entries[code]![0],
  };
}
