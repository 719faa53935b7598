/**
 * Compiles the one walk from what was fetched to what the client gets: names, nulls where something is closed, nulls that
 * climb, errors at their paths, types by which interfaces are told apart; nothing is executed or merged again.
 *
 * Each object place becomes a function; under an interface, one for each set of types for which the same is asked, compiled
 * when the first object of such a type is met.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";
import type { AskedField } from "../../operation/askedFields";
import { closedValue } from "./closedValue";
import type { FetchKeys } from "./fetchKeys";
import { leafTest } from "./leafKinds";
import { Missing } from "./missing";
import { listLevels, nonNullLevels, slotsBefore, type Place } from "./place";
import type { ProjectionState } from "./projectionState";
import { literal, member, read, SourceCode } from "./sourceCode";

/** The client's object for a fetched one; null where a null climbed out of it. */
export type Project = (source: object, state: ProjectionState) => Record<string, unknown> | null;

export interface Projection {
  project: Project;
  /** Characters of code so far. */
  size(): number;
}

/** The fields of one response name that are asked of one type. */
interface Group {
  key: string;
  asked: AskedField[];
}

export function compileProjection(
  roots: readonly AskedField[],
  removed: ReadonlySet<AskedField>,
  rootType: GraphQLCompositeType,
  schema: GraphQLSchema,
  keys: FetchKeys,
): Projection {
  return new ProjectionCompiler(removed, schema, keys).compile(roots, rootType);
}

class ProjectionCompiler {
  private readonly ids = new Map<AskedField, number>();
  private size = 0;
  private code = new SourceCode();
  /** Functions written into the present code, by what they project. */
  private functions = new Map<string, string>();

  constructor(
    private readonly removed: ReadonlySet<AskedField>,
    private readonly schema: GraphQLSchema,
    private readonly keys: FetchKeys,
  ) {}

  compile(roots: readonly AskedField[], rootType: GraphQLCompositeType): Projection {
    const project = this.unit(() => this.objectFunction(roots, rootType, { path: [], lists: [], fetchPath: [] }));
    return { project, size: () => this.size };
  }

  /** Compiles `write`'s function and what it calls as one piece of code. */
  private unit(write: () => string): Project {
    const outer = [this.code, this.functions] as const;
    [this.code, this.functions] = [new SourceCode(), new Map()];
    try {
      const name = write();
      this.size += this.code.length;
      return this.code.build<Project>(name);
    } finally {
      [this.code, this.functions] = outer;
    }
  }

  /** A function for objects of exactly the type `type`, or for all of an abstract type where it makes no difference. */
  private objectFunction(
    children: readonly AskedField[],
    type: GraphQLCompositeType,
    at: Pick<Place, "path" | "lists" | "fetchPath">,
  ): string {
    const groups = groupsOf(children.filter((child) => this.applies(child, type)));
    const id = `${type.name} ${groups.map(({ asked }) => asked.map((one) => this.idOf(one)).join("+")).join()}`;
    const known = this.functions.get(id);
    if (known !== undefined) return known;
    const name = this.code.fresh();
    this.functions.set(id, name);
    const values = groups.map((group, index) => ({ group, ...this.fieldCode(group, type, at, `v${index}`) }));
    const body = values.map(({ statements }) => statements).join("\n");
    const members = values.map(({ group, result }) => member(group.key, result)).join(", ");
    this.code.add(`function ${name}(o, s) {\n${body}\nreturn { ${members} };\n}`);
    return name;
  }

  /** Statements that leave the field's value in `v`; they return null from the object where a null climbs. */
  private fieldCode(
    { key, asked }: Group,
    type: GraphQLCompositeType,
    at: Pick<Place, "path" | "lists" | "fetchPath">,
    v: string,
  ): { statements: string; result: string } {
    const [first] = asked as [AskedField];
    if (first.field.name === "__typename") {
      return { statements: "", result: isObjectType(type) ? literal(type.name) : `o["__typename"]` };
    }
    const fetchKey = this.keys.of(first.nodes[0]!);
    const fieldType =
      isObjectType(type) && type.getFields()[first.field.name] ? type.getFields()[first.field.name]!.type : first.field.type;
    const place: Place = {
      path: [...at.path, key],
      lists: [...at.lists, listLevels(fieldType)],
      fetchPath: [...at.fetchPath, fetchKey],
      nonNull: nonNullLevels(fieldType),
      asked,
    };
    const closed = asked.filter((one) => this.removed.has(one));
    const open = asked.filter((one) => !this.removed.has(one));
    const lines = [`let ${v} = null;`];
    if (open.length > 0) lines.push(`${v} = ${read("o", fetchKey)};`, this.valueCode(fieldType, v, place, 0));
    if (closed.length > 0) lines.push(this.closedCode(closed, fieldType, v, at.path.length === 0));
    return { statements: lines.join("\n"), result: v };
  }

  /** Over whatever was fetched by another way to the same name: closed once is closed. */
  private closedCode(closed: readonly AskedField[], type: GraphQLOutputType, v: string, atRoot: boolean): string {
    if (atRoot) return `${v} = null;`;
    const value = this.code.hold(closedValue(closed, this.removed));
    return `${v} = ${value}();${isNonNullType(type) ? ` if (${v} === null) return null;` : ""}`;
  }

  /** Statements that turn the fetched `v` into the client's, `level` lists deep in its place. */
  private valueCode(type: GraphQLOutputType, v: string, place: Place, level: number): string {
    const bare = getNullableType(type);
    const mayBeNull = isNonNullType(type) ? "" : ` && ${v} !== null`;
    const odd = `${v} = s.odd(${this.code.hold(place)}, ${level}, ${v});`;
    const climb = isNonNullType(type) ? `if (${v} === null) return null;` : "";
    if (isListType(bare)) {
      const list = this.listFunction(bare.ofType as GraphQLOutputType, place, level);
      return `if (Array.isArray(${v})) ${v} = ${list}(${v}, s); else if (${mayBeNull === "" ? "true" : `${v} !== null`}) ${odd}\n${climb}`;
    }
    if (isCompositeType(bare)) {
      const project = this.projector(bare, place, level);
      const isObject = `typeof ${v} === "object" && ${v} !== null && !(${v} instanceof ${this.code.hold(Missing)})`;
      return `if (${isObject}) ${v} = ${project}(${v}, s); else if (${mayBeNull === "" ? "true" : `${v} !== null`}) ${odd}\n${climb}`;
    }
    const test = leafTest(getNamedType(bare) as GraphQLLeafType, v, (value) => this.code.hold(value));
    return `if (!(${test})${mayBeNull}) { ${odd} ${climb} }`;
  }

  private listFunction(item: GraphQLOutputType, place: Place, level: number): string {
    const slot = slotsBefore(place) + level;
    const code = this.valueCode(item, "v", place, level + 1);
    const name = this.code.fresh();
    // A copy has no holes, which `new Array` has, and which JSON.stringify is slower on.
    this.code.add(
      `function ${name}(a, s) {\nconst n = a.length, out = a.slice(), at = s.at;\nfor (let i = 0; i < n; i++) {\nat[${slot}] = i;\nlet v = a[i];\n${code}\nout[i] = v;\n}\nreturn out;\n}`,
    );
    return name;
  }

  /** What projects an object of `type` at the place: a function of this code, or one that looks at the object's type first. */
  private projector(type: GraphQLCompositeType, place: Place, level: number): string {
    const children = place.asked.filter((one) => !this.removed.has(one)).flatMap((one) => one.children);
    if (!isAbstractType(type) || !this.dependsOnType(children, type)) return this.objectFunction(children, type, place);
    const byType = new Map<unknown, Project>();
    const bySet = new Map<string, Project>();
    const grow = (typename: unknown): Project => {
      const found = typeof typename === "string" ? this.schema.getType(typename) : undefined;
      if (!isObjectType(found) || !this.schema.isSubType(type, found)) {
        return (_, state) => (state.foreignType(place, level, typename), null);
      }
      const set = this.setFor(children, found);
      const project = bySet.get(set) ?? this.unit(() => this.objectFunction(children, found, place));
      bySet.set(set, project);
      byType.set(typename, project);
      return project;
    };
    const dispatch: Project = (source, state) => {
      const typename = (source as { __typename?: unknown }).__typename;
      return (byType.get(typename) ?? grow(typename))(source, state);
    };
    return this.code.hold(dispatch);
  }

  /** Types of one name project alike. */
  private setFor(children: readonly AskedField[], type: GraphQLCompositeType): string {
    const applying = children.filter((child) => this.applies(child, type));
    // A type's own name, and its own nullability, may be written into the code.
    const isOwn = applying.some(({ coordinate, field }) => field.name === "__typename" || coordinate.startsWith(`${type.name}.`));
    return `${isOwn || !this.isUniform(applying, type) ? type.name : ""} ${applying.map((child) => this.idOf(child)).join()}`;
  }

  /** Has `type` these fields exactly as its interface has them? */
  private isUniform(children: readonly AskedField[], type: GraphQLCompositeType): boolean {
    return children.every(({ field }) => isObjectType(type) && String(type.getFields()[field.name]?.type) === String(field.type));
  }

  private dependsOnType(children: readonly AskedField[], type: GraphQLCompositeType): boolean {
    return children.some(({ coordinate, field }) => field.name === "__typename" || !coordinate.startsWith(`${type.name}.`));
  }

  private applies({ coordinate }: AskedField, type: GraphQLCompositeType): boolean {
    const typeName = coordinate.slice(0, coordinate.indexOf("."));
    if (typeName === type.name) return true;
    const asked = this.schema.getType(typeName);
    return isAbstractType(asked) && isObjectType(type) && this.schema.isSubType(asked, type);
  }

  private idOf(asked: AskedField): number {
    let id = this.ids.get(asked);
    if (id === undefined) this.ids.set(asked, (id = this.ids.size));
    return id;
  }
}

/** In the order in which they are asked first. */
function groupsOf(children: readonly AskedField[]): Group[] {
  const groups = new Map<string, AskedField[]>();
  for (const child of children) {
    const group = groups.get(child.responseKey);
    if (group === undefined) groups.set(child.responseKey, [child]);
    else group.push(child);
  }
  return [...groups].map(([key, asked]) => ({ key, asked }));
}
