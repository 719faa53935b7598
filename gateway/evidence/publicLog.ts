/**
 * What anybody may read of the evidence log: its last checkpoint and the hashes of its tree, as C2SP tlog-tiles has them, so
 * that a receipt can be proved and a witness can look for itself. No entry is served here.
 */
import type { ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import { legalDayOf } from "../../schema/contract/legalDay";
import { Refusal } from "../../schema/contract/publicCode";
import type { Warrant } from "../../schema/contract/warrant";
import type { Gateway } from "../gateway";
import { pageHeaders, respondText } from "../http/respond";

export const EVIDENCE_PATH = "/.well-known/credit-graph/evidence/";

const WITHIN_MS = 2_000;
/** `tile/<level>/<index in groups of three digits>[.p/<width>]` */
const TILE = /^tile\/([0-6])\/((?:x[0-9]{3}\/){0,4}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

export async function respondEvidence(response: ServerResponse, path: string, gateway: Gateway): Promise<void> {
  if (path === "checkpoint") {
    const { note } = (await ask("checkpoint", {}, gateway)) as { note: string | null };
    if (note === null) throw nothing();
    return respondText(response, 200, note);
  }
  const [, level, index = "", width = "256"] = TILE.exec(path) ?? [];
  if (level === undefined || Number(width) > 256) throw nothing();
  const asked = { level: Number(level), index: Number(index.replaceAll(/[x/]/g, "")), width: Number(width) };
  const { hashes } = (await ask("tile", asked, gateway)) as { hashes: string | null };
  if (hashes === null) throw nothing();
  const bytes = Buffer.from(hashes, "base64");
  response
    .writeHead(200, { ...pageHeaders(), "content-type": "application/octet-stream", "cache-control": "no-store" })
    .end(bytes);
}

function ask(operation: string, payload: object, { reach, now }: Gateway): Promise<unknown> {
  return reach("audit").internal(operation, payload, nobodysWarrant(now()), now() + WITHIN_MS);
}

/** It opens nothing and names nobody. */
function nobodysWarrant(now: number): Warrant {
  const about = { purpose: "NONE", caseNumber: "", officer: "gateway", scopes: [], subjects: [], open: {} };
  return { requestId: randomUUID(), ...about, today: legalDayOf(new Date(now)) };
}

function nothing(): Refusal {
  return new Refusal("BAD_REQUEST", "There is nothing at this address.", { status: 404 });
}
