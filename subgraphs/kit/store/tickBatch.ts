/**
 * Reads of one tick, made together: fifty keys in one statement cost a tenth of fifty statements. While two statements are
 * under way, whoever asks waits for one of them to end, so that the more is asked the more is read at once; two, so that one
 * that is slow holds nobody up.
 *
 * Threat (ATTACKS I11, A29): what was read for one caller shown to another. So only rows are shared, as the store holds
 * them and before any right is looked at; each request filters them for itself afterwards. Nothing is kept: whoever
 * asks is answered by a statement that begins after he asked.
 */
export interface TickBatch<V> {
  /** The value of `key`. Fails when the read it was part of fails. */
  load(key: string): Promise<V>;
}

interface Waiting<V> {
  promise: Promise<V>;
  resolve(value: V): void;
  reject(error: unknown): void;
}

/** Keys in one statement at most. */
const MAX_KEYS = 256;
const MAX_UNDER_WAY = 2;

/** `read` gives a value for each key, in their order. */
export function tickBatch<V>(read: (keys: readonly string[]) => Promise<readonly V[]>): TickBatch<V> {
  let waiting = new Map<string, Waiting<V>>();

  let underWay = 0;

  function readAll(): void {
    if (underWay >= MAX_UNDER_WAY) return;
    const asked = waiting;
    waiting = new Map();
    const keys = [...asked.keys()];
    for (let start = 0; start < keys.length; start += MAX_KEYS) void readSome(keys.slice(start, start + MAX_KEYS), asked);
  }

  async function readSome(keys: readonly string[], asked: ReadonlyMap<string, Waiting<V>>): Promise<void> {
    underWay++;
    try {
      const values = await read(keys);
      keys.forEach((key, index) => asked.get(key)!.resolve(values[index]!));
    } catch (error) {
      for (const key of keys) asked.get(key)!.reject(error);
    } finally {
      underWay--;
      if (waiting.size > 0) setImmediate(readAll);
    }
  }

  return {
    load(key) {
      let one = waiting.get(key);
      if (one === undefined) {
        // After everything that arrived in this turn of the event loop has asked.
        if (waiting.size === 0) setImmediate(readAll);
        waiting.set(key, (one = promised<V>()));
      }
      return one.promise;
    },
  };
}

function promised<V>(): Waiting<V> {
  let resolve!: (value: V) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<V>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** One batch a store, made when it is first read. */
export function batchOfStore<S extends object, V>(make: (store: S) => TickBatch<V>): (store: S) => TickBatch<V> {
  const batches = new WeakMap<S, TickBatch<V>>();
  return (store) => {
    let batch = batches.get(store);
    if (batch === undefined) batches.set(store, (batch = make(store)));
    return batch;
  };
}

/** A load that is made once for each key, for as long as the returned function is held: for one call to a subgraph. */
export function onceEach<V>(load: (key: string) => Promise<V>): (key: string) => Promise<V> {
  const loads = new Map<string, Promise<V>>();
  return (key) => {
    let value = loads.get(key);
    if (value === undefined) loads.set(key, (value = load(key)));
    return value;
  };
}
