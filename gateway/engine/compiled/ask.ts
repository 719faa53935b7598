/** For which objects of the data a fetch is made: of entities, equal ones are asked about once. */
import type { CalledFetch } from "./call";
import type { Missing } from "./missing";
import type { Represent } from "./representation";

export interface Asked {
  /** JSON of each representation; none for root fields. */
  representations: readonly string[];
  /** The first object that each answered value is for. */
  first: readonly object[];
  /** All objects, and which value is for each. */
  objects: readonly object[];
  at: readonly number[];
  /** Those about which nobody can be asked, for something needed is missing: `why`, where that is known. */
  without: readonly { object: object; why: Missing | undefined }[];
}

export function askRoot(objects: readonly object[]): Asked {
  return { representations: [], first: objects.slice(0, 1), objects, at: objects.map(() => 0), without: [] };
}

export function askEntities(entities: Entities, all: readonly object[]): Asked {
  const values = new AskedValues(entities);
  const first: object[] = [];
  const objects: object[] = [];
  const at: number[] = [];
  const without: { object: object; why: Missing | undefined }[] = [];
  for (const object of all) {
    const index = values.indexFor(object);
    if (typeof index === "number") {
      if (index === first.length) first.push(object);
      objects.push(object);
      at.push(index);
    } else if (index !== null) without.push({ object, why: index });
  }
  return { representations: values.representations, first, objects, at, without };
}

type Entities = NonNullable<CalledFetch["entities"]>;

class AskedValues {
  readonly representations: string[] = [];
  /** By sole key, or by representation. */
  private readonly indices = new Map<string, number>();

  constructor(private readonly entities: Entities) {}

  /** Which of the answered values is for `object`; or why none is. */
  indexFor(object: object): number | Exclude<ReturnType<Represent>, string> {
    const key = this.entities.soleKey?.(object);
    const known = key === undefined ? undefined : this.indices.get(key);
    if (known !== undefined) return known;
    const text = this.entities.represent(object);
    return typeof text === "string" ? this.indexed(key ?? text, text) : text;
  }

  private indexed(key: string, text: string): number {
    let index = this.indices.get(key);
    if (index === undefined) this.indices.set(key, (index = this.representations.push(text) - 1));
    return index;
  }
}

/** The objects that each value is for. */
export function holdersOf({ first, objects, at }: Asked): object[][] {
  const holders = first.map((): object[] => []);
  for (const [index, object] of objects.entries()) holders[at[index]!]!.push(object);
  return holders;
}
