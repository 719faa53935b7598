/**
 * Graphs as nobody would compose them: entities with simple, composite and nested keys, fields that are owned, shared,
 * provided, required (with arguments, too), taken over from another subgraph, interfaces, unions, interfaces that one
 * subgraph knows as objects, mutations. A model first; SDL, resolvers and the judge are made of it.
 */
import type { Draw } from "../../../test/attacks/support/drawing";
import type { Members } from "./randomValue.fixture";

export interface Required {
  name: string;
  /** Values of its arguments, as a field set writes them. */
  given: Record<string, number>;
  /** Of an object: the fields that are read. */
  of: readonly string[];
}

export interface ModelField {
  type: string;
  name: string;
  /** As SDL: `[Spot!]`. */
  result: string;
  /** As SDL, without parentheses. */
  args: string;
  /** Subgraphs that resolve it. */
  homes: string[];
  /** Subgraphs that name it and do not own it. */
  external: Set<string>;
  requires: Required[];
  /** Field of the object it returns that it provides. */
  provides: string | undefined;
  /** The subgraph that it was taken over from, which still has an older value. */
  takenFrom: string | undefined;
}

export interface Entity {
  name: string;
  home: string;
  /** Keys by subgraph that knows it. */
  keys: Map<string, string[]>;
}

export interface Model {
  subgraphs: string[];
  entities: Entity[];
  fields: ModelField[];
  members: Members;
  /** Where the interface and the union are. */
  named: { at: string; isKeyed: boolean } | undefined;
  pick: { at: string } | undefined;
  /** `E1@b`: what that subgraph does not know of the entities with an even number. */
  ghosts: Set<string>;
  /** Some fields throw. */
  faulty: boolean;
}

const LEAVES = ["Int", "Float", "String", "Boolean", "ID", "Hue"];
const ARGS = ["n: Int", "n: Int = 3", "n: Int!", "hue: Hue", "by: By", "by: By!, n: Int = 1"];
export const KEYS = ["id", "code", "code org { num }"];
/** The subgraph that knows the interface as an object. */
export const OBJECTS = "o";

export function randomModel(draw: Draw): Model {
  return new Modeller(draw).model();
}

class Modeller {
  private readonly subgraphs: string[];
  private readonly entities: Entity[] = [];
  private readonly fields: ModelField[] = [];
  private readonly members = new Map<string, string[]>();
  private named: Model["named"];
  private pick: Model["pick"];

  constructor(private readonly draw: Draw) {
    this.subgraphs = ["a", "b", "c", "d"].slice(0, 2 + draw(2));
  }

  model(): Model {
    const { subgraphs, entities, fields, members } = this;
    for (let at = 0; at < 2 + this.draw(2); at++) this.entities.push(this.entity(`E${at}`));
    this.abstractTypes();
    for (const entity of entities) for (const at of entity.keys.keys()) this.ownFields(entity, at);
    for (const entity of entities) for (const at of entity.keys.keys()) this.dependentFields(entity, at);
    this.roots();
    const { named, pick } = this;
    return { subgraphs, entities, fields, members, named, pick, ghosts: this.ghosts(), faulty: this.draw(3) === 0 };
  }

  private one<T>(list: readonly T[]): T {
    return list[this.draw(list.length - 1)]!;
  }

  private entity(name: string): Entity {
    const home = this.one(this.subgraphs);
    const all = KEYS.filter((key) => key === "id" || this.draw(2) === 0);
    const keys = new Map([[home, all]]);
    for (const other of this.subgraphs) if (other !== home && this.draw(3) > 0) keys.set(other, [this.one(all)]);
    return { name, home, keys };
  }

  private knownAt(at: string): string[] {
    return this.entities.filter(({ keys }) => keys.has(at)).map(({ name }) => name);
  }

  private abstractTypes(): void {
    const at = this.one(this.subgraphs);
    const known = this.knownAt(at);
    if (known.length > 0 && this.draw(1) === 0) {
      const isKeyed = this.draw(1) === 0;
      this.named = { at, isKeyed };
      this.members.set("Named", known);
      for (const type of known) this.add({ type, name: "label", result: "String", args: "", homes: [at] });
      if (isKeyed) this.keyedInterface(at, known);
    }
    const other = this.one(this.subgraphs);
    if (this.draw(1) === 0) {
      this.pick = { at: other };
      this.members.set("Pick", [...this.knownAt(other), "Spot"]);
    }
  }

  /** Another subgraph adds to the interface as if it were an object. */
  private keyedInterface(at: string, known: readonly string[]): void {
    this.subgraphs.push(OBJECTS);
    for (const entity of this.entities) {
      const keys = entity.keys.get(at);
      if (known.includes(entity.name) && !keys!.includes("id")) keys!.push("id");
    }
    this.add({ type: "Named", name: "stars", result: this.wrapped("Int"), args: "", homes: [OBJECTS] });
    this.add({ type: "Query", name: "latest", result: this.wrapped("Named"), args: "", homes: [OBJECTS] });
  }

  private add(field: Pick<ModelField, "type" | "name" | "result" | "args" | "homes"> & Partial<ModelField>): ModelField {
    const whole = { external: new Set<string>(), requires: [], provides: undefined, takenFrom: undefined, ...field };
    this.fields.push(whole);
    return whole;
  }

  private wrapped(type: string): string {
    return this.one([type, type, `${type}!`, `[${type}]`, `[${type}!]!`]);
  }

  /** Object types that a field at `at` may return. */
  private objectsAt(at: string): string[] {
    const abstract = [...(this.named?.at === at ? ["Named"] : []), ...(this.pick?.at === at ? ["Pick"] : [])];
    return [...this.knownAt(at), ...abstract, "Spot"];
  }

  private ownFields(entity: Entity, at: string): void {
    const others = [...entity.keys.keys()].filter((other) => other !== at);
    for (let i = 0; i <= this.draw(2); i++) {
      const isLeaf = this.draw(2) > 0;
      const result = this.wrapped(isLeaf ? this.one(LEAVES) : this.one(this.objectsAt(at)));
      const args = this.draw(3) === 0 ? this.one(ARGS) : "";
      const field = this.add({ type: entity.name, name: `${at}${i}`, result, args, homes: [at] });
      const kind = others.length > 0 && isLeaf ? this.draw(7) : 7;
      if (kind === 0) field.homes.push(this.one(others));
      else if (kind === 1) field.takenFrom = this.one(others);
    }
  }

  /** Fields that need others, and fields that bring others along. */
  private dependentFields(entity: Entity, at: string): void {
    const foreign = this.fields.filter(
      ({ type, homes, takenFrom, name }) =>
        type === entity.name && !homes.includes(at) && takenFrom !== at && name !== "label" && !name.startsWith("r"),
    );
    const required = foreign.filter(({ result, args }) => (isLeaf(result) || named(result) === "Spot") && !args.includes("By!"));
    for (let i = 0; required.length > 0 && i < this.draw(2); i++) {
      const needed = [...new Set([this.one(required), this.one(required)])];
      for (const field of needed) field.external.add(at);
      const requires = needed.map((field) => this.requirement(field));
      this.add({ type: entity.name, name: `r${at}${i}`, result: "String", args: "", homes: [at], requires });
    }
    for (const field of this.fields) {
      if (!field.homes.includes(at) || field.homes.length > 1 || field.type !== entity.name || this.draw(2) > 0) continue;
      this.provide(field, at);
    }
  }

  private requirement({ name, args, result }: ModelField): Required {
    const given = /\bn: Int/.test(args) && !args.includes("by") ? { n: this.draw(5) } : {};
    return { name, given, of: named(result) === "Spot" ? ["x", "y"] : [] };
  }

  private provide(field: ModelField, at: string): void {
    if (!this.knownAt(at).includes(named(field.result))) return;
    const target = this.fields.filter(
      ({ type, homes, args, result, takenFrom }) =>
        type === named(field.result) && !homes.includes(at) && args === "" && isLeaf(result) && takenFrom === undefined,
    );
    const found = target.filter(({ name, requires }) => name !== "label" && requires.length === 0);
    if (found.length === 0) return;
    const provided = this.one(found);
    provided.external.add(at);
    field.provides = provided.name;
  }

  private roots(): void {
    for (const at of this.subgraphs) {
      if (at === OBJECTS) continue;
      for (let i = 0; i <= this.draw(1); i++) {
        const args = this.draw(3) === 0 ? this.one(ARGS) : "";
        const result = this.wrapped(this.one(this.objectsAt(at)));
        this.add({ type: "Query", name: `q${at}${i}`, result, args, homes: [at] });
      }
      const [known] = this.knownAt(at);
      if (known !== undefined && this.draw(1) === 0) {
        this.add({ type: "Mutation", name: `m${at}`, result: known, args: "n: Int!", homes: [at] });
      }
    }
  }

  /** Where nothing but the subgraph's own fields tells who is known. */
  private ghosts(): Set<string> {
    const ghosts = new Set<string>();
    for (const { name, home, keys } of this.entities) {
      for (const at of keys.keys()) {
        const own = this.fields.filter(({ type, homes }) => type === name && homes.includes(at));
        const isAlone = own.every(({ homes, external, takenFrom }) => homes.length === 1 && external.size === 0 && !takenFrom);
        if (at !== home && this.named?.at !== at && isAlone && this.draw(3) === 0) ghosts.add(`${name}@${at}`);
      }
    }
    return ghosts;
  }
}

/** The type at the inside of `[T!]!`. */
export function named(result: string): string {
  return result.replace(/[[\]!]/g, "");
}

export function isLeaf(result: string): boolean {
  return LEAVES.includes(named(result));
}
