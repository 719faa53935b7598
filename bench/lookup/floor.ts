/**
 * The floor: the least that a hand-written program must do for the same answer. Bare node:http; verifies the same token;
 * a prepared read of every sector, its rows as the driver gives them (the sectors' own reads have them in one piece, which the
 * floor does not ask for); no GraphQL, no limits, no departments that may fail. A process of its own:
 * `node floor.js SECTORS CATEGORIES`, both as JSON.
 */
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { loadCatalogue } from "../../schema/catalogue/load";
import { addMonths, legalDayOf } from "../../schema/contract/legalDay";
import { maskCitizenId, maskName } from "../../schema/contract/mask";
import { readLocation } from "../../subgraphs/kit/config";
import { embeddedReader, mysqlReader, type Reader, type Row } from "../../subgraphs/kit/store/reader";
import { benchEnvironment } from "../config";
import type { SceneSector } from "./scene";

const sectors = JSON.parse(process.argv[2]!) as SceneSector[];
const open = new Set(JSON.parse(process.argv[3]!) as string[]);
const env = benchEnvironment();
const dataDir = env["CREDIT_DATA_DIR"]!;
const [jwk] = (JSON.parse(readFileSync(join(dataDir, "keys", "jwks.json"), "utf8")) as { keys: [object] }).keys;
const key: KeyObject = createPublicKey({ key: jwk as never, format: "jwk" });
const itemByCode = new Map(loadCatalogue().items.map((item) => [item.code, item]));
const readers = new Map<string, Reader>();
for (const { name } of sectors) {
  const location = readLocation(env, name, dataDir);
  readers.set(name, location.kind === "embedded" ? embeddedReader(location.file) : mysqlReader(location.url));
}

const PERSON = "SELECT person_id, id_number, name, real_name_level FROM person WHERE id_number IN (?)";
const RECORDS =
  "SELECT id, item, category, polarity, gravity, openness, state, determining_organ, basis_doc_no, decided_on, display_until, query_until, version, as_of, detail FROM record WHERE person_id IN (?)";

function verified(authorization: string | undefined): boolean {
  const [head, body, signature] = (authorization ?? "").slice("Bearer ".length).split(".");
  if (body === undefined || signature === undefined) return false;
  if (!verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))) return false;
  const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as { exp: number; aud: string };
  return claims.exp > Date.now() / 1000 && claims.aud === "credit-graph";
}

async function answer(lookup: { idNumber: string; name: string }, asOf: Map<string, string>): Promise<object | null> {
  const [person] = await readers.get("identity")!.all(PERSON, [lookup.idNumber]);
  if (person === undefined || person["name"] !== lookup.name) return null;
  const rows = await Promise.all(sectors.map(({ name }) => readers.get(name)!.all(RECORDS, [person["person_id"]!])));
  const today = legalDayOf(new Date());
  const from = addMonths(today, -36);
  const slices = sectors.map(({ name, field, isOpen }, i) => [
    field,
    { asOf: asOf.get(name), ...(isOpen && { records: page(rows[i]!, today, from) }) },
  ]);
  return {
    id: person["person_id"],
    maskedName: maskName(person["name"] as string),
    maskedIdNumber: maskCitizenId(person["id_number"] as string),
    realNameLevel: person["real_name_level"],
    ...Object.fromEntries(slices),
  };
}

function page(rows: Row[], today: string, from: string): object {
  const seen = rows.filter((row) => {
    const live = row["state"] === "ACTIVE" || row["state"] === "DISPUTED" || row["state"] === "CORRECTED";
    const shared = row["openness"] === "PUBLIC" || row["openness"] === "GOV_SHARED";
    const over = (clock: unknown) => clock !== null && (clock as string) < today;
    const inReach = (row["decided_on"] as string) >= from && !over(row["display_until"]) && !over(row["query_until"]);
    const credit = itemByCode.get(row["item"] as string)!.creditRecord;
    return live && shared && credit && open.has(row["category"] as string) && inReach;
  });
  seen.sort((a, b) =>
    a["decided_on"] !== b["decided_on"] ? (a["decided_on"]! < b["decided_on"]! ? 1 : -1) : a["id"]! < b["id"]! ? -1 : 1,
  );
  return { edges: seen.slice(0, 50).map((row) => ({ node: nodeOf(row) })), pageInfo: { hasNextPage: seen.length > 50 } };
}

function nodeOf(row: Row): object {
  const item = itemByCode.get(row["item"] as string)!;
  return {
    id: row["id"],
    item: { code: item.code, zh: item.zh },
    category: row["category"],
    polarity: row["polarity"],
    gravity: row["gravity"],
    determiningOrgan: row["determining_organ"],
    basisDocNo: row["basis_doc_no"],
    decidedOn: row["decided_on"],
    displayUntil: row["display_until"],
    state: row["state"],
    version: row["version"],
    asOf: row["as_of"],
  };
}

async function main(): Promise<void> {
  const asOf = new Map<string, string>();
  for (const [name, reader] of readers) {
    const [row] = await reader.all("SELECT MAX(published_at) AS at FROM batch", []);
    asOf.set(name, row!["at"] as string);
  }
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      if (!verified(request.headers.authorization)) return response.writeHead(401).end();
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        variables: { lookup: { idNumber: string; name: string } };
      };
      const body = Buffer.from(JSON.stringify({ data: { person: await answer(variables.lookup, asOf) } }));
      response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": body.length }).end(body);
    });
  }).listen(Number(env["PORT"]), "127.0.0.1");
}

void main();
