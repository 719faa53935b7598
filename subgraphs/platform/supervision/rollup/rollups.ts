/**
 * What supervision knows of the departments' work: the counters, in memory, and how far each source has been read. One for
 * each running subgraph; the table is the truth, and what another process wrote is taken over by its revision.
 */
import type { Database } from "../../../kit/store/database";
import { openCube, type Cube } from "./cube";
import { countersSince, sources, type SourceRow } from "../store/rollupStore";

export interface Rollups {
  cube: Cube;
  /** Brings the cube up to date with the table. */
  refresh(): Promise<void>;
  sources(): readonly SourceRow[];
}

export function openRollups(database: Database): Rollups {
  const cube = openCube();
  let revision = 0;
  let known: readonly SourceRow[] = [];
  let refreshing: Promise<void> | undefined;

  async function read(): Promise<void> {
    const now = await sources(database);
    if (now.revision < revision) cube.clear();
    if (now.revision !== revision) cube.put(await countersSince(database, now.revision < revision ? 0 : revision));
    revision = now.revision;
    known = now.sources;
  }

  return {
    cube,
    refresh: () => (refreshing ??= read().finally(() => (refreshing = undefined))),
    sources: () => known,
  };
}
