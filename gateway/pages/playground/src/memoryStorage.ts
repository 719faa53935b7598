/**
 * The storage GraphiQL is given for its tabs. Operations and variables hold citizen numbers, so they live as long as the
 * page and are written nowhere: a reload forgets them.
 */
import type { GraphiQLProps } from "graphiql";

type PageStorage = NonNullable<GraphiQLProps["storage"]>;

/** A storage that is empty at first and ends with the page. */
export function memoryStorage(): PageStorage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
  };
}
