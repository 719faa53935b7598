/**
 * Compiles the look at an answer before any of it is used: every selected key there and no other, lists where lists belong,
 * objects where objects belong. Both engines use it.
 *
 * Threat (ATTACKS C10, C13, C17): a department whose schema has changed leaves a field out, and the client reads
 * "nothing"; it puts an object where a list belongs, and the stock engine throws away the answers of all the others too;
 * it adds a field that belongs to another department, and the stock engine merges it over that department's own.
 */
import type { FieldShape, ObjectShape } from "../answerShape";
import { read, SourceCode } from "./sourceCode";

export type Departure = "MISSING" | "WRONG_KIND" | "NOT_ASKED";

/** How an object departs from what was asked; `typename` is its type where it does not say so itself. */
export type Check = (object: object, typename?: string) => Departure | undefined;

/** What is known of one key of an object: fields of the same name from several fragments are one. */
interface Key {
  key: string;
  lists: number;
  isTypename: boolean;
  keys: Key[] | undefined;
  /** Must it be there? For objects of these types only, where types are given. */
  required: true | ReadonlySet<string> | false;
}

export function compileCheck(shape: ObjectShape): Check {
  const code = new SourceCode();
  return code.build<Check>(objectCheck(keysOf(shape.fields, false), code));
}

function keysOf(fields: readonly FieldShape[], loose: boolean): Key[] {
  const byKey = new Map<string, FieldShape[]>();
  for (const field of fields) byKey.set(field.key, [...(byKey.get(field.key) ?? []), field]);
  return [...byKey].map(([key, alike]) => {
    const [first] = alike as [FieldShape];
    const below = alike.flatMap(({ object }) => object?.fields ?? []);
    return {
      key,
      lists: first.lists,
      isTypename: first.isTypename,
      keys: first.object && keysOf(below, alike.length > 1),
      // A key named __proto__ is dropped on the way in; a client's alias can ask for it, so its absence proves nothing.
      required: loose || key === "__proto__" ? false : requiredBy(alike),
    };
  });
}

function requiredBy(alike: readonly FieldShape[]): Key["required"] {
  if (alike.some(({ optional, on }) => !optional && on === undefined)) return true;
  if (alike.some(({ optional }) => optional)) return false;
  return new Set(alike.flatMap(({ on }) => [...on!]));
}

function objectCheck(keys: readonly Key[], code: SourceCode): string {
  const name = code.fresh();
  const always = keys.filter(({ required }) => required === true).length;
  const byType = keys.some(({ required }) => typeof required === "object");
  const type = byType ? `const t = typeof o.__typename === "string" ? o.__typename : T;` : "";
  const lines = keys.map((key) => keyCheck(key, code));
  code.add(
    `function ${name}(o, T) {\nlet n = ${always}, v;\n${type}\n${lines.join("\n")}\nfor (const k in o) n--;\nreturn n === 0 ? undefined : "NOT_ASKED";\n}`,
  );
  return name;
}

function keyCheck({ key, lists, isTypename, keys, required }: Key, code: SourceCode): string {
  const value = `v = ${read("o", key)};`;
  const kind = kindCheck(lists, isTypename, keys, code);
  if (required === true) return `${value} if (v === undefined) return "MISSING"; ${kind}`;
  const present = `if (v !== undefined) { n++; ${kind} }`;
  if (required === false) return `${value} ${present}`;
  return `if (t === undefined) { ${value} ${present} } else if (${code.hold(required)}.has(t)) { ${value} if (v === undefined) return "MISSING"; n++; ${kind} }`;
}

/** Statements that return WRONG_KIND unless `v` is null or as deep in lists, and then an object or a leaf, as it should be. */
function kindCheck(lists: number, isTypename: boolean, keys: readonly Key[] | undefined, code: SourceCode): string {
  if (lists > 0)
    return `if (v !== null) { const d = ${listCheck(lists, isTypename, keys, code)}(v); if (d !== undefined) return d; }`;
  if (isTypename) return `if (v !== null && typeof v !== "string") return "WRONG_KIND";`;
  if (keys === undefined) return "";
  const object = objectCheck(keys, code);
  return `if (v !== null) { if (typeof v !== "object" || Array.isArray(v)) return "WRONG_KIND"; const d = ${object}(v); if (d !== undefined) return d; }`;
}

function listCheck(lists: number, isTypename: boolean, keys: readonly Key[] | undefined, code: SourceCode): string {
  const item = kindCheck(lists - 1, isTypename, keys, code);
  const name = code.fresh();
  const walk = item === "" ? "" : `for (let i = 0; i < a.length; i++) { const v = a[i]; ${item} }`;
  code.add(`function ${name}(a) {\nif (!Array.isArray(a)) return "WRONG_KIND";\n${walk}\nreturn undefined;\n}`);
  return name;
}
