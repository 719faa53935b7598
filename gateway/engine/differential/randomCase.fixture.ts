/** An operation over a random graph, with its variables, what is closed of it, and who is down. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from "graphql";
import { CONDITIONS, OperationWriter } from "../../operation/randomOperation.fixture";
import type { Draw } from "../../../test/attacks/support/drawing";
import { HUES } from "./randomValue.fixture";

export interface RandomCase {
  text: string;
  variables: Record<string, unknown>;
}

export function randomCase(schema: GraphQLSchema, draw: Draw): RandomCase {
  const mutation = schema.getMutationType();
  const isMutation = mutation && draw(7) === 0;
  const variables = new VariableWriter(draw);
  const writer = new OperationWriter(schema, draw, {
    argumentsOf: ({ args }) => variables.argumentsOf(args),
    rootsOf: (all) => all,
  });
  const body = writer.selection(isMutation ? mutation : schema.getQueryType()!, 2 + draw(4));
  const whole = `${body} ${writer.fragments()}`;
  return { text: `${isMutation ? "mutation" : "query"} ${variables.declared(whole)} ${whole}`, variables: variables.values };
}

class VariableWriter {
  readonly values: Record<string, unknown> = {};
  private readonly types = new Map<string, string>();

  constructor(private readonly draw: Draw) {
    for (const name of CONDITIONS) {
      this.types.set(name, "Boolean!");
      this.values[name] = draw(1) === 0;
    }
  }

  argumentsOf(args: readonly GraphQLArgument[]): string {
    const given = args.flatMap(({ name, type, defaultValue }) => {
      const isNeeded = isNonNullType(type) && defaultValue === undefined;
      return isNeeded || this.draw(2) > 0 ? [`${name}: ${this.value(type)}`] : [];
    });
    return given.length === 0 ? "" : `(${given.join(", ")})`;
  }

  declared(text: string): string {
    const used = [...this.types].filter(([name]) => new RegExp(`\\$${name}\\b`).test(text));
    for (const [name] of this.types) if (!used.some(([one]) => one === name)) delete this.values[name];
    return used.length === 0 ? "" : `(${used.map(([name, type]) => `$${name}: ${type}`).join(", ")})`;
  }

  /** A literal, or a variable of exactly that type. */
  private value(type: GraphQLInputType): string {
    if (this.draw(1) === 0) return this.literal(type);
    const name = `x${this.draw(2)}_${String(type).replace(/\W/g, (sign) => (sign === "!" ? "N" : "L"))}`;
    if (!this.types.has(name)) {
      this.types.set(name, String(type));
      this.values[name] = this.json(type);
    }
    return `$${name}`;
  }

  private literal(type: GraphQLInputType): string {
    if (!isNonNullType(type) && this.draw(9) === 0) return "null";
    const bare = getNamedType(type);
    if (isEnumType(bare)) return HUES[this.draw(2)]!;
    if (isInputObjectType(bare)) return `{ ${this.draw(1) === 0 ? `min: ${this.draw(5)}` : `tag: ["a", "\\"b"]`} }`;
    return String(this.draw(5));
  }

  private json(type: GraphQLInputType): unknown {
    if (!isNonNullType(type) && this.draw(9) === 0) return null;
    const bare = getNullableType(getNamedType(type));
    if (isEnumType(bare)) return HUES[this.draw(2)];
    if (isInputObjectType(bare)) return this.draw(1) === 0 ? { hue: "RED" } : { min: null, tag: ["值", '"}'] };
    return this.draw(5);
  }
}
