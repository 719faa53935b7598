/** For which objects of the data a fetch of entities is made: equal ones are asked about once. */
import type { CalledFetch } from "./call";

export interface AskedEntities {
  /** JSON of each representation, once. */
  representations: readonly string[];
  /** The objects that each stands for. */
  objects: readonly (readonly object[])[];
  /** Those of which something needed is missing: nobody can be asked about them. */
  without: readonly object[];
}

export function askEntities({ represent, soleKey }: NonNullable<CalledFetch["entities"]>, all: readonly object[]): AskedEntities {
  const representations: string[] = [];
  const objects: object[][] = [];
  const without: object[] = [];
  const byKey = new Map<string, object[]>();
  const byText = new Map<string, object[]>();
  for (const object of all) {
    const key = soleKey?.(object);
    const known = key === undefined ? undefined : byKey.get(key);
    const text = known === undefined ? represent(object) : null;
    const same = known ?? byText.get(text!);
    if (same !== undefined) same.push(object);
    else if (text === undefined) without.push(object);
    else if (text !== null) {
      const one = [object];
      if (key === undefined) byText.set(text, one);
      else byKey.set(key, one);
      representations.push(text);
      objects.push(one);
    }
  }
  return { representations, objects, without };
}
