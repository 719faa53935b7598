/**
 * The bytes of a department's answer, made into a value.
 *
 * Threat (ATTACKS C12, C13, FAULTS F23, F24): an endless stream, broken UTF-8 that silently becomes another text, half a
 * document, a `__proto__` key that poisons every object, a nesting that overflows the stack of whoever walks it.
 */
import { isAscii, isUtf8 } from "node:buffer";

/** Most bytes of one answer. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Deepest nesting of an answer; the door lets no operation pass that is deeper than 12. */
const MAX_NESTING = 200;
/** A text this short cannot nest deep enough to hurt, so it is not looked through. */
const HARMLESS_LENGTH = 4096;

/** Why the bytes are no answer; for the log only. */
export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
  constructor(
    readonly kind: "TOO_LARGE" | "MALFORMED",
    message: string,
  ) {
    super(message);
  }
}

/**
 * The JSON value in `bytes`. A key `__proto__` is dropped, not refused: a client's alias can put it there. `anyDepth` is for
 * whoever walks only where it was asked to.
 */
export function parseAnswer(bytes: Buffer, { anyDepth = false }: { anyDepth?: boolean } = {}): unknown {
  const text = textOf(bytes);
  if (!anyDepth && text.length > HARMLESS_LENGTH && nesting(text) > MAX_NESTING) {
    throw new UnreadableAnswer("MALFORMED", `nested deeper than ${MAX_NESTING}`);
  }
  try {
    // An escaped key is only found by looking at every key, which is slow: so only where there may be one.
    return mayHoldProto(text) ? JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value)) : JSON.parse(text);
  } catch {
    throw new UnreadableAnswer("MALFORMED", "not JSON");
  }
}

/** Strict UTF-8; a byte order mark stays, and is no JSON. */
function textOf(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (!isUtf8(bytes)) throw new UnreadableAnswer("MALFORMED", "not UTF-8");
  return bytes.toString("utf8");
}

/** With a class in it V8 leaps over the text; a plain one it looks for at every underscore, of which an answer is full. */
const PROTO = /__proto_[_]/;

/** Written out, or with a letter or an underscore of it escaped. */
function mayHoldProto(text: string): boolean {
  return PROTO.test(text) || (text.includes("\\u00") && /\\u00(5f|6f|7[024])/i.test(text));
}

/** Deepest nesting of brackets outside strings. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 0x22) inString = !inString;
    else if (inString) {
      if (char === 0x5c) i++;
    } else if (char === 0x5b || char === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (char === 0x5d || char === 0x7d) depth--;
  }
  return deepest;
}
