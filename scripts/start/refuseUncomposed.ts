/**
 * A subgraph whose own schema is no longer what the supergraph was composed of does not start: the gateway would plan
 * for fields that are gone, and know no requirement of those that are new (ATTACKS C17).
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @throws Error naming the subgraph and what to do. */
export function refuseUncomposed(subgraph: { name: string; sdl: string }, root: string): void {
  const file = join("schema", "subgraphs", `${subgraph.name}.graphql`);
  if (composedSdl(join(root, file)) === subgraph.sdl.trim()) return;
  throw new Error(`subgraph ${subgraph.name} is not what the supergraph was composed of (${file} differs): run npm run compose`);
}

/** The SDL without the note that composition puts above it; `undefined` where there is none. */
function composedSdl(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8")
      .replace(/^(#[^\n]*\n)+/, "")
      .trim();
  } catch {
    return undefined;
  }
}
