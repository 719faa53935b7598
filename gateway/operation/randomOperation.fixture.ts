/**
 * Operations as no client would write them: fields merged from many places, fragments in fragments, conditions on
 * everything. Made from a schema; valid more often than not.
 */
import {
  getNamedType,
  isCompositeType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import type { Draw } from "../../test/attacks/support/drawing";

/** Boolean variables that conditions are made of. */
export const CONDITIONS = ["v0", "v1", "v2"] as const;

const ARGUMENTS: Readonly<Record<string, string>> = {
  person: "(lookup: $l, access: $a)",
  people: "(lookups: $ls, access: $a)",
  grant: '(id: "G")',
  grantRequest: '(id: "R")',
};

const PERSON_ROOTS = new Set(["person", "people", "me"]);

/** One operation over `schema`'s Query, with the variables `$l`, `$ls`, `$a` and the conditions. */
export function randomOperation(schema: GraphQLSchema, draw: Draw): string {
  const writer = new OperationWriter(schema, draw, {
    argumentsOf: ({ name }) => ARGUMENTS[name] ?? "",
    // Three operations in four begin at a person: that is what there is to protect, and other root fields are many.
    rootsOf: (all) => (draw(3) === 0 ? all : all.filter(({ name }) => PERSON_ROOTS.has(name))),
  });
  const body = writer.selection(schema.getQueryType()!, 7);
  const head = "query Q($l: PersonLookup!, $ls: [PersonLookup!]!, $a: Access!, $v0: Boolean!, $v1: Boolean!, $v2: Boolean!)";
  const text = `${head} ${body} ${writer.fragments()}`;
  const used = (name: string) => new RegExp(`\\$${name}\\b`).test(text.slice(head.length));
  const declared = head
    .slice(head.indexOf("(") + 1, -1)
    .split(", ")
    .filter((one) => used(one.slice(1, one.indexOf(":"))));
  return `query Q${declared.length > 0 ? `(${declared.join(", ")})` : ""} ${text.slice(head.length)}`;
}

type Field = GraphQLField<unknown, unknown>;

export interface WriterOptions {
  /** What is given to a field, in parentheses. */
  argumentsOf(field: Field): string;
  /** Root fields of which one is taken. */
  rootsOf(all: Field[]): Field[];
}

/** Writes selections of one operation, and the fragments that they spread. */
export class OperationWriter {
  private readonly written = new Map<string, string>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly draw: Draw,
    private readonly options: WriterOptions,
  ) {}

  fragments(): string {
    return [...this.written.values()].join(" ");
  }

  selection(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.draw(2);
    return `{ ${Array.from({ length: count }, () => this.one(type, depth)).join(" ")} }`;
  }

  private one(type: GraphQLCompositeType, depth: number): string {
    const kind = this.draw(9);
    if (kind < 6) return this.field(type, depth);
    if (kind < 8) return `...${this.typeCondition(type)}${this.condition()} ${this.selection(this.conditionType, depth)}`;
    return this.spread(type, depth);
  }

  private conditionType!: GraphQLCompositeType;

  /** Nothing, the type itself, or one of the other side of the interface. */
  private typeCondition(type: GraphQLCompositeType): string {
    this.conditionType = type;
    const kind = this.draw(2);
    if (kind === 0) return "";
    const others: readonly GraphQLCompositeType[] = isObjectType(type)
      ? type.getInterfaces()
      : this.schema.getPossibleTypes(type);
    if (kind === 2 && others.length > 0) this.conditionType = others[this.draw(others.length - 1)]!;
    return ` on ${this.conditionType.name}`;
  }

  private field(type: GraphQLCompositeType, depth: number): string {
    const all = this.fieldsOf(type).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const field = all.length === 0 || this.draw(11) === 0 ? undefined : all[this.draw(all.length - 1)]!;
    if (field === undefined) return `__typename${this.condition()}`;
    const alias = this.draw(7) === 0 ? `${field.name}_${this.draw(1)}: ` : "";
    const result = getNamedType(field.type);
    const below = isCompositeType(result) ? ` ${this.selection(result, depth - 1)}` : "";
    return `${alias}${field.name}${this.options.argumentsOf(field)}${this.condition()}${below}`;
  }

  private fieldsOf(type: GraphQLCompositeType): Field[] {
    if (isUnionType(type)) return [];
    const all: Field[] = Object.values(type.getFields());
    return isRoot(type, this.schema) ? this.options.rootsOf(all) : all;
  }

  private spread(type: GraphQLCompositeType, depth: number): string {
    const name = `F_${type.name}_${this.draw(1)}`;
    if (!this.written.has(name)) {
      // Its place is kept first: what is written inside cannot spread it again.
      if (depth < 2) return this.field(type, depth);
      this.written.set(name, "");
      const text = this.selection(type, depth - 2);
      this.written.set(name, `fragment ${name} on ${type.name} ${text}`);
    } else if (this.written.get(name) === "") return this.field(type, depth);
    return `...${name}${this.condition()}`;
  }

  private condition(): string {
    const kind = this.draw(9);
    if (kind > 2) return "";
    const value = this.draw(5) === 0 ? String(this.draw(1) === 0) : `$${CONDITIONS[this.draw(CONDITIONS.length - 1)]!}`;
    return ` @${this.draw(1) === 0 ? "skip" : "include"}(if: ${value})`;
  }
}

function isRoot(type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  return type === schema.getQueryType() || type === schema.getMutationType();
}
