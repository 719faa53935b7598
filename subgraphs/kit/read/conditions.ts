/** `@skip` and `@include`, compiled to a test of the variables. Every other directive is left to graphql-js. */
import { Kind, type DirectiveNode } from "graphql";
import { CannotCompile } from "./cannotCompile";

/** Where a selection stands under conditions, each by its text: `skip $v`, `include true`. */
export type Conditions = readonly string[];

export function conditionsOf(directives: readonly DirectiveNode[] = []): Conditions {
  return directives.map(({ name, arguments: [given] = [] }) => {
    if (given === undefined || (name.value !== "skip" && name.value !== "include")) throw new CannotCompile("a directive");
    if (given.value.kind === Kind.VARIABLE) return `${name.value} $${given.value.name.value}`;
    if (given.value.kind === Kind.BOOLEAN) return `${name.value} ${given.value.value}`;
    throw new CannotCompile("a condition");
  });
}

/** Whether any of `ways` stands; undefined where one of them always does. */
export function compileConditions(ways: readonly Conditions[]): ((variables: Record<string, unknown>) => boolean) | undefined {
  if (ways.some((way) => way.length === 0)) return undefined;
  const tests = ways.map((way) => way.map(compileCondition));
  return (variables) => tests.some((way) => way.every((holds) => holds(variables)));
}

function compileCondition(condition: string): (variables: Record<string, unknown>) => boolean {
  const [directive, value = ""] = condition.split(" ");
  const wanted = directive === "include";
  if (!value.startsWith("$")) return () => (value === "true") === wanted;
  return (variables) => variables[value.slice(1)] === wanted;
}
