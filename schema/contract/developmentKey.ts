/**
 * Secrets of a development district: made on first use in the data folder, readable by its owner alone, the same for
 * every process that starts on that folder. Production never calls this.
 */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret called `name`, 32 bytes unless `make` gives another text. Two processes that race get the same one. */
export function developmentKey(dataDir: string, name: string, make = () => randomBytes(32).toString("hex")): string {
  const folder = join(dataDir, "keys");
  const file = join(folder, name);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    // A link, unlike a rename, never replaces what another process put there first.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, "utf8");
}

/** The key that gateway and subgraph share for warrants. */
export function developmentWarrantKey(dataDir: string, subgraph: string): Buffer {
  return Buffer.from(developmentKey(dataDir, `warrant-${subgraph}.key`), "hex");
}
