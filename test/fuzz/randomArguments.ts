/** Arguments by their types: as variables or in the text, missing where they may be, of any value that has the form. */
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedInputType,
} from "graphql";
import type { Draw } from "../attacks/support/drawing";
import { lookupOf } from "../support/district";

/** Arguments that the case itself gives: who is looked up, and why. */
const OF_THE_CASE: Readonly<Record<string, [variable: string, type: string]>> = {
  access: ["a", "Access!"],
  lookup: ["l", "PersonLookup!"],
  lookups: ["ls", "[PersonLookup!]!"],
};

const SCALARS: Readonly<Record<string, readonly unknown[]>> = {
  Int: [1, 2, 5, 20, 200],
  Float: [0, 1.5],
  Boolean: [true, false],
  String: ["x", "2026", "2026-10", "tax", "核对"],
  ID: ["x", "1", "P1"],
  Date: ["2020-01-31", "2026-02-28", "1900-01-01"],
  JsonLines: ['{"a":1}'],
};

/** What nobody should send; one value in forty, for one of them ends the whole operation. */
const ODD: typeof SCALARS = {
  Int: [0, -1, 201, 2_147_483_647, 2_147_483_648, "1"],
  Boolean: ["true", 0],
  String: ["", "'; DROP TABLE record; --", "\u0000", "x".repeat(5_000), 7],
  ID: ["../tax", "", 17, "x".repeat(300)],
  Date: ["2026-02-30", "yesterday"],
};

export class ArgumentWriter {
  readonly variables: Record<string, unknown> = {};
  private readonly declared = new Map<string, string>();
  private readonly written = new WeakMap<object, string>();

  constructor(
    private readonly draw: Draw,
    /** Ids that exist, of persons and records, known to who asks from elsewhere. */
    private readonly ids: readonly string[],
  ) {}

  /** Of one field mostly the same: two that differ under one name are no operation at all. */
  argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const before = this.written.get(field);
    if (before !== undefined && this.draw(19) > 0) return before;
    const text = this.fresh(field);
    this.written.set(field, text);
    return text;
  }

  private fresh({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.filter(({ type, defaultValue }) => {
      const isNeeded = isNonNullType(type) && defaultValue === undefined;
      return isNeeded || this.draw(1) === 0;
    });
    const parts = given.map(({ name, type }) => `${name}: ${this.argument(name, type)}`);
    return parts.length > 0 ? `(${parts.join(", ")})` : "";
  }

  /** Declares a variable, unless it is. */
  declare(name: string, type: string): void {
    this.declared.set(name, type);
  }

  /** `($a: Access!, $x0: Int)`, or nothing. */
  declarations(): string {
    const all = [...this.declared].map(([name, type]) => `$${name}: ${type}`);
    return all.length > 0 ? `(${all.join(", ")})` : "";
  }

  private argument(name: string, type: GraphQLInputType): string {
    const own = OF_THE_CASE[name];
    if (own !== undefined && own[1] === String(type)) {
      this.declare(...own);
      return `$${own[0]}`;
    }
    const value = this.value(type);
    // Who is looked up comes as a variable; now and then not, which is refused.
    const inText = /Lookup|GrantRequestInput/.test(String(type)) ? this.draw(11) === 0 : this.draw(1) === 0;
    if (inText) return literal(value, type);
    const variable = `x${Object.keys(this.variables).length}`;
    this.declare(variable, String(type));
    this.variables[variable] = value;
    return `$${variable}`;
  }

  private value(type: GraphQLInputType): unknown {
    if (!isNonNullType(type) && this.draw(9) === 0) return null;
    const named = getNullableType(type);
    if (isListType(named)) return Array.from({ length: this.draw(2) }, () => this.value(named.ofType as GraphQLInputType));
    return this.named(named as GraphQLNamedInputType);
  }

  private named(type: GraphQLNamedInputType): unknown {
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (type.name === "PersonLookup") return lookupOf(this.draw(11));
    if (type.name === "CitizenId") return lookupOf(this.draw(11)).idNumber;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.draw(1) === 0);
      return Object.fromEntries(fields.map((field) => [field.name, this.value(field.type)]));
    }
    if (this.draw(39) === 0) return this.pick((ODD[type.name] ?? ODD["String"]!) as readonly unknown[]);
    if (type.name === "ID" && this.ids.length > 0 && this.draw(2) > 0) return this.pick(this.ids);
    return this.pick(SCALARS[type.name] ?? SCALARS["String"]!);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.draw(list.length - 1)]!;
  }
}

/** As it stands in a text. Enum values stand without quotes, so their type is needed. */
function literal(value: unknown, type: GraphQLInputType): string {
  const named = getNullableType(type);
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value) && isListType(named))
    return `[${value.map((one) => literal(one, named.ofType as GraphQLInputType)).join(", ")}]`;
  if (isInputObjectType(named)) {
    const fields = named.getFields();
    return `{ ${Object.entries(value)
      .map(([name, one]) => `${name}: ${literal(one, fields[name]!.type)}`)
      .join(", ")} }`;
  }
  return isEnumType(named) ? String(value) : JSON.stringify(value);
}
