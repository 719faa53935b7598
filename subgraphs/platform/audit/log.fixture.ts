/** For tests: an evidence log alone, on the run's database, with a clock of the test's own. */
import { createPrivateKey } from "node:crypto";
import { noteVerifier } from "../../../schema/contract/evidence/signedNote";
import { verifyLog, type Verdict } from "../../../scripts/verifyEvidence/verifyLog";
import { testDatabases, type TestDatabases } from "../../../test/support/databases";
import { freshSigningKeys } from "../../kit/signer";
import { openDatabase, type Database, type DatabaseLocation } from "../../kit/store/database";
import { openEvidenceLog, type EvidenceLog } from "./evidenceLog";
import { indexed } from "./keyedNames";
import type { Draft } from "./log/sequencer";
import { listedAs } from "./store/entryStore";
import { EvidenceLog1700000000003 } from "./store/tables";
import { openWholeLog } from "./store/wholeLog";

export interface LogStand {
  log: EvidenceLog;
  clock: { now: number };
  location: DatabaseLocation;
  databases: TestDatabases;
  /** Private JWK of the log. */
  signingKey: object;
  /** Errors that were reported on the way. */
  errors: unknown[];
  /** Another sequencer on the same log. */
  another(): Promise<EvidenceLog>;
  verify(witnessed?: readonly string[]): Promise<Verdict>;
  /** Changes rows as whoever has the database can, behind the log's back. */
  tamper(sql: string, values?: readonly unknown[]): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Closes the log and opens it again, as a restart does. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export const NOON = Date.parse("2026-11-23T04:00:00.000Z");
const ORIGIN = "test.credit-graph.local/evidence";

export async function openLogStand({ witnesses = [] as string[] } = {}): Promise<LogStand> {
  const databases = await testDatabases();
  const location = await databases.location("audit");
  const keys = freshSigningKeys();
  const clock = { now: NOON };
  const errors: unknown[] = [];
  const opened: Database[] = [];
  const open = async (): Promise<EvidenceLog> => {
    const database = await openDatabase(location, [EvidenceLog1700000000003]);
    opened.push(database);
    const config = { origin: ORIGIN, nameKey: Buffer.alloc(32, 5), witnesses, checkpointEveryMs: 3_600_000 };
    const onError = (error: unknown) => void errors.push(error);
    return openEvidenceLog({ config, location, database, signingKeys: keys, now: () => clock.now, onError });
  };
  const first = await open();
  const administer = await openDatabase(location, []);
  const stand: LogStand = {
    ...{ log: first, clock, location, databases, errors },
    signingKey: (JSON.parse(keys) as { keys: object[] }).keys[0]!,
    another: open,
    async verify(witnessed = []) {
      const verifier = noteVerifier(ORIGIN, createPrivateKey({ key: stand.signingKey as never, format: "jwk" }));
      const whole = await openWholeLog(location);
      try {
        return await verifyLog(whole, { verifiers: [verifier], witnessed });
      } finally {
        await whole.close();
      }
    },
    tamper: (sql, values = []) => administer.write(async (manager) => void (await manager.query(sql, [...values]))),
    rows: (sql) => administer.reader.all(sql, []) as Promise<Record<string, unknown>[]>,
    async reopen() {
      await stand.log.close();
      stand.log = await open();
    },
    async close() {
      await stand.log.close().catch(() => undefined);
      for (const database of opened) await database.close();
      await administer.close();
      await databases.drop();
    },
  };
  return stand;
}

/** A look of a clerk at `person`, as the gateway tells of it. */
export function lookAt(person: string, log: EvidenceLog, more: Partial<Draft["entry"]> = {}): Draft {
  const name = log.names.person(person);
  const entry: Draft["entry"] = {
    ...{ kind: "ACCESS", request: "11111111-1111-4111-8111-111111111111", agency: "licensing", officer: "clerk-01" },
    ...{ roots: ["person"], purpose: "LICENSING_REVIEW", person: name, categories: ["BASIC"], withheld: [], unavailable: [] },
    ...{ outcome: "ANSWERED", answer: `sha256:${"A".repeat(43)}` },
    ...more,
  };
  return { entry, index: { personKey: indexed(name), listed: listedAs(entry), salt: null, statement: null } };
}

/** `count` looks at as many persons, in calls of `together`. */
export async function fill(log: EvidenceLog, count: number, together = 50): Promise<void> {
  for (let from = 0; from < count; from += together) {
    const drafts = Array.from({ length: Math.min(together, count - from) }, (_, at) => lookAt(`P${from + at}`, log));
    await log.append(drafts);
  }
}
