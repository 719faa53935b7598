/** Makes the synthetic district and takes its files in, identity first, for the others' rows are resolved by it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { legalDayOf } from "../../schema/contract/legalDay";
import { isSector } from "../../subgraphs/register";
import { collectFile } from "../collect";
import type { LocalOne } from "../start";
import { synthesise } from "../synthesise";
import { nameCandidates } from "./nameCandidates";

const SEED = 20171104;

export async function populate(
  local: readonly LocalOne[],
  options: { people: number; folder: string; say: (line: string) => void; now?: () => number },
): Promise<void> {
  const { people, folder, say, now = Date.now } = options;
  const began = now();
  say(`Making a synthetic district of ${people} people …`);
  await synthesise({ people, seed: SEED, out: folder, day: legalDayOf(new Date(now())) });
  const identity = local.find(({ definition }) => definition.name === "identity");
  if (identity === undefined) throw new Error("the district is made where identity runs: leave identity out of CREDIT_SUBGRAPHS");
  let taken = 0;
  for (const { definition, running } of local) {
    if (!isSector(definition)) continue;
    for (const file of readdirSync(join(folder, definition.name)).sort(personsFirst)) {
      const path = join(folder, definition.name, file);
      if (file.startsWith("UniquenessCase")) await nameCandidates(path, identity.running.environment.database!);
      const summary = await collectFile({
        definition,
        running,
        identity: identity.running,
        file: path,
        submitter: "synthetic district",
        reviewer: "synthetic reviewer",
        now,
      });
      taken += summary.taken;
    }
  }
  say(`${taken} records of ${people} people taken in, ${((now() - began) / 1000).toFixed(1)} s.`);
}

/** The register of persons before whatever refers to it. */
function personsFirst(a: string, b: string): number {
  const rank = (file: string) => (file.startsWith("PersonIdentity") ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
