/**
 * JavaScript written for one operation. V8 makes fast code of `{ "id": v0, "name": v1 }` and slow code of any loop over
 * names (docs/decisions/0032 has the figures).
 *
 * Promise: no text of a client, a supergraph or a department becomes code. Names enter as JSON string literals, values by
 * reference through {@link SourceCode.hold}; everything else is written in this folder.
 */

/** Names that every object has already: these are read as own properties only. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

export class SourceCode {
  private readonly held = new Map<unknown, string>();
  private readonly parts: string[] = [];
  private named = 0;

  /** A name by which the code refers to `value`. */
  hold(value: unknown): string {
    let name = this.held.get(value);
    if (name === undefined) this.held.set(value, (name = `$${this.held.size}`));
    return name;
  }

  fresh(): string {
    return `f${this.named++}`;
  }

  add(text: string): void {
    this.parts.push(text);
  }

  get length(): number {
    return this.parts.reduce((sum, { length }) => sum + length, 0);
  }

  /** What `result`, an expression over the added text, comes to. */
  build<T>(result: string): T {
    const head = [...this.held.values()].map((name, index) => `const ${name} = held[${index}];`).join("\n");
    const make = new Function("held", `"use strict";\n${head}\n${this.parts.join("\n")}\nreturn ${result};`);
    return (make as (held: unknown[]) => T)([...this.held.keys()]);
  }
}

/** A string literal. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

/** An expression: the own property `key` of `object`, or undefined. */
export function read(object: string, key: string): string {
  const property = `${object}[${literal(key)}]`;
  return INHERITED.has(key) ? `(Object.hasOwn(${object}, ${literal(key)}) ? ${property} : undefined)` : property;
}

/** A member of an object literal; computed, for a plain `"__proto__":` would set the prototype. */
export function member(key: string, value: string): string {
  return `${key === "__proto__" ? `[${literal(key)}]` : literal(key)}: ${value}`;
}
