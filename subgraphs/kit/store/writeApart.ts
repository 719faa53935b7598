/**
 * Writes that requests wait for by the hundred, so that their commits must not hold up the thread that answers (FAULTS F16): what
 * runs within the transaction is a module of its own, given plain data, and an embedded database runs it in a thread.
 */
import { join } from "node:path";
import type { EntityManager } from "typeorm";
import { storeThread, ThreadEnded, type StoreThread } from "./storeThread";

/** A module that exports what runs within the transaction. In a thread only `manager.query` and what is built on it are there. */
export interface ApartModule<Given = never, Done = unknown> {
  within(manager: EntityManager, given: Given): Promise<Done>;
}

/** `module`: its path, as `require` takes it. */
export interface ApartWork<Given, Done> extends ApartModule<Given, Done> {
  module: string;
}

export interface ApartAsked {
  module: string;
  given: never;
}

export interface Apart {
  run<Given, Done>(work: ApartWork<Given, Done>, given: Given): Promise<Done>;
  close(): Promise<void>;
}

/** Of an embedded database file; the thread is started when it is first needed, and again where it has ended. One work at a time. */
export function apartOf(file: string): Apart {
  let thread: Promise<StoreThread> | undefined;
  /** What a database refuses it may grant the next time; a thread that is gone, or never came, is started anew. */
  const forget = (error: unknown): never => {
    thread = undefined;
    throw error;
  };
  return {
    async run<Given, Done>({ module }: ApartWork<Given, Done>, given: Given) {
      const { ask } = await (thread ??= storeThread(join(__dirname, "apartThread"), file)).catch(forget);
      try {
        return (await ask({ module, given })) as Done;
      } catch (error) {
        if (error instanceof ThreadEnded) forget(error);
        throw error;
      }
    },
    async close() {
      const running = await thread?.catch(() => undefined);
      await running?.close();
    },
  };
}
