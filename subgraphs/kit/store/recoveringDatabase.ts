/**
 * A database that may be down when the process starts, and come later.
 *
 * Promise: until it answers, every read and write is {@link StoreUnavailable}; it is tried again at most once a second,
 * when somebody asks, and migrated before the first use. No restart is needed. One that is up and must not be written to
 * says so itself ({@link UnsafeStore}).
 */
import { UnsafeStore, type Database } from "./database";
import { StoreUnavailable } from "./storeUnavailable";

const RETRY_AFTER_MS = 1000;

export function recoveringDatabase(open: () => Promise<Database>, now: () => number): Database {
  let opening: Promise<Database> | undefined;
  let failedAt = -Infinity;
  let closed = false;

  async function opened(): Promise<Database> {
    if (closed) throw new StoreUnavailable("closed");
    if (opening === undefined) {
      if (now() - failedAt < RETRY_AFTER_MS) throw new StoreUnavailable("not reachable");
      opening = open();
      opening.catch(() => {
        failedAt = now();
        opening = undefined;
      });
    }
    try {
      return await opening;
    } catch (error) {
      if (error instanceof UnsafeStore) throw error;
      throw new StoreUnavailable((error as { code?: string }).code ?? "not reachable");
    }
  }

  return {
    reader: {
      all: async (...asked) => (await opened()).reader.all(...asked),
      close: async () => undefined,
    },
    write: async (work) => (await opened()).write(work),
    writeApart: async (work, given) => (await opened()).writeApart(work, given),
    async close() {
      closed = true;
      const database = await opening?.catch(() => undefined);
      await database?.close();
    },
  };
}
