/** Makes the data folder, or says in a sentence that it cannot be written, before anything else is tried in it. */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** @throws Error for a folder that cannot be made or written. */
export function refuseUnwritable(dataDir: string): void {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch {
    throw new Error(`the data folder ${dataDir} cannot be written: make it writable, or set CREDIT_DATA_DIR to another folder`);
  }
}

/** One folder after the other: Node's own recursive way never returns where /proc refuses it. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
