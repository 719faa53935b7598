/**
 * C2SP signed notes (https://c2sp.org/signed-note): a text with Ed25519 signatures under it, each by a name. What
 * is written here is read by any tool of that specification, and the other way round.
 */
import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";

/** Who may sign: a name and a public key, as `name+hash+key` in one line. */
export interface NoteVerifier {
  name: string;
  /** First four bytes of the hash over name and key. */
  keyHash: Buffer;
  publicKey: KeyObject;
}

const ED25519 = 0x01;
/** DER of an Ed25519 public key without its 32 bytes (RFC 8410). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const SIGNATURE = /^— (\S+) ([A-Za-z0-9+/]+=*)$/;
const NAME = /^[^\s+]{1,200}$/u;

/** The verifier of a key pair. @throws Error for a name that a note cannot carry. */
export function noteVerifier(name: string, key: KeyObject): NoteVerifier {
  if (!NAME.test(name)) throw new Error("the name of a signer has no spaces and no plus sign");
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  const typed = Buffer.concat([Buffer.from([ED25519]), rawOf(publicKey)]);
  const keyHash = createHash("sha256").update(`${name}\n`).update(typed).digest().subarray(0, 4);
  return { name, keyHash, publicKey };
}

/** The verifier as one line, the form that tools take. */
export function writeVerifier({ name, keyHash, publicKey }: NoteVerifier): string {
  const typed = Buffer.concat([Buffer.from([ED25519]), rawOf(publicKey)]);
  return `${name}+${keyHash.toString("hex")}+${typed.toString("base64")}`;
}

/** @throws Error where `line` is no verifier of an Ed25519 key. */
export function readVerifier(line: string): NoteVerifier {
  const [name = "", hash = "", ...rest] = line.trim().split("+");
  const typed = Buffer.from(rest.join("+"), "base64");
  if (typed.length !== 33 || typed[0] !== ED25519) throw new Error("not the key of a signer: name+hash+key, Ed25519");
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI, typed.subarray(1)]), format: "der", type: "spki" });
  const verifier = noteVerifier(name, publicKey);
  if (verifier.keyHash.toString("hex") !== hash) throw new Error("the key of the signer does not match its hash");
  return verifier;
}

/** `text` (which ends with a line break) with the signature of `name` under it. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!text.endsWith("\n")) throw new Error("the text of a note ends with a line break");
  const { keyHash } = noteVerifier(name, privateKey);
  const signature = Buffer.concat([keyHash, sign(null, Buffer.from(text, "utf8"), privateKey)]);
  return `${text}\n— ${name} ${signature.toString("base64")}\n`;
}

/** The text of `note`, if one of `verifiers` signed it; `undefined` otherwise. */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): string | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return undefined;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split("\n");
  const signatures = lines.map((line) => SIGNATURE.exec(line));
  if (signatures.some((found) => found === null)) return undefined;
  const isSigned = signatures.some((found) => {
    const [, name, encoded = ""] = found!;
    const bytes = Buffer.from(encoded, "base64");
    return verifiers.some(
      (verifier) =>
        verifier.name === name &&
        bytes.length === 68 &&
        bytes.subarray(0, 4).equals(verifier.keyHash) &&
        verify(null, Buffer.from(text, "utf8"), verifier.publicKey, bytes.subarray(4)),
    );
  });
  return isSigned ? text : undefined;
}

/** The 32 bytes of an Ed25519 public key. */
export function rawOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: "der", type: "spki" }).subarray(SPKI.length);
}
