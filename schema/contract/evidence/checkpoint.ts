/**
 * A checkpoint (https://c2sp.org/tlog-checkpoint): the name of a log, how many entries it has, and the root over them.
 * Signed, it commits the log to every entry before it.
 */
export interface Checkpoint {
  /** Name of the log, unique in the world. */
  origin: string;
  size: number;
  root: Buffer;
}

/** The text that is signed. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

/** @throws Error where `text` is no checkpoint. */
export function readCheckpoint(text: string): Checkpoint {
  const [origin = "", size = "", root = "", ...rest] = text.split("\n");
  const hash = Buffer.from(root, "base64");
  const whole = rest.length > 0 && origin !== "" && /^(0|[1-9][0-9]{0,15})$/.test(size);
  if (!whole || hash.length !== 32 || hash.toString("base64") !== root) throw new Error("not a checkpoint");
  return { origin, size: Number(size), root: hash };
}
