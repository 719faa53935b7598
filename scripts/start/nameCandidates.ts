/**
 * A case of doubtful identity names entries of the register, whose ids are minted at intake and stand in no file that was
 * written before: each `P-CANDIDATE-n` of a synthetic file becomes the entry of a member of the cast.
 */
import { readFileSync, writeFileSync } from "node:fs";
import type { Database } from "../../subgraphs/kit/store/database";
import { findPersons } from "../../subgraphs/kit/store/personRegister";
import { cast } from "../synthesise/cast";

/** Rewrites the file at `path`; `register` is identity's database, and has the cast. */
export async function nameCandidates(path: string, register: Database): Promise<void> {
  const known = await findPersons(register, cast);
  const ids = known.flatMap((person) => person?.personId ?? []);
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replace(/P-CANDIDATE-(\d+)/g, (_, number: string) => ids[Number(number) % ids.length]!),
  );
}
