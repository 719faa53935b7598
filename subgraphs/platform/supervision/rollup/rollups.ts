/**
 * What supervision knows of the departments' work: the counters, in memory, and how far each source has been read. One for
 * each running subgraph; the table is the truth, and what another process wrote is taken over by its revision.
 */
import type { Database } from "../../../kit/store/database";
import { openCube, type Cube } from "./cube";
import { countersAfter, rollupState, type SourceRow } from "../store/rollupStore";

export interface Rollups {
  cube: Cube;
  /** Brings the cube up to date with the table. */
  refresh(): Promise<void>;
  sources(): readonly SourceRow[];
  /** When counting began, RFC 3339 UTC; empty before it. */
  since(): string;
}

export function openRollups(database: Database): Rollups {
  const cube = openCube();
  let revision = 0;
  let generation = 0;
  let known: readonly SourceRow[] = [];
  let since = "";
  let refreshing: Promise<void> | undefined;

  async function read(): Promise<void> {
    for (;;) {
      const now = await rollupState(database);
      known = now.sources;
      since = now.since;
      if (now.generation !== generation) {
        // Counted anew: what is gone is not told by a revision.
        cube.clear();
        [generation, revision] = [now.generation, 0];
      }
      if (now.revision === revision) return;
      const { counters, last, more } = await countersAfter(database, revision);
      // All of one generation, or again from its beginning.
      if ((await rollupState(database)).generation !== generation) continue;
      cube.put(counters);
      revision = last;
      if (!more) return;
    }
  }

  return {
    cube,
    refresh: () => (refreshing ??= read().finally(() => (refreshing = undefined))),
    sources: () => known,
    since: () => since,
  };
}
