/** Whose the rows of a batch are, for a process that takes batches in: asked of the register of persons, wherever it runs. */
import { randomUUID } from "node:crypto";
import { legalDayOf } from "../../schema/contract/legalDay";
import type { Warrant } from "../../schema/contract/warrant";
import type { TlsMaterial } from "../../schema/contract/tls";
import { readWarrantKeys, type WarrantKeys } from "../../schema/contract/warrantKeys";
import type { ResolvePersons } from "../../subgraphs/kit/intake/personsOfRows";
import { StoreUnavailable } from "../../subgraphs/kit/store/storeUnavailable";
import type { RunningSubgraph } from "../../subgraphs/kit/subgraph";
import { callInternal } from "../callInternal";
import { dataDirOf, type Environment } from "../config";

/** The sector whose `resolve` says who a person is. */
export const IDENTITY = "identity";

interface Register {
  url: string | undefined;
  here?: (() => RunningSubgraph | undefined) | undefined;
  env: Environment;
  /** What the process shows of itself to a register behind TLS. */
  tls?: (() => TlsMaterial) | undefined;
}

/**
 * For a sector that runs here and takes batches at its desk: the register at `url`, or the one that runs in this process
 * (which may be opened later than the sector). `undefined` where there is neither.
 */
export function registerFor(sector: string, { url, here, env, tls }: Register): ResolvePersons | undefined {
  if (url !== undefined && url !== "")
    return resolveAt(url, readWarrantKeys(env, IDENTITY, dataDirOf(env)), sector, Date.now, tls);
  if (here === undefined) return undefined;
  return (keys) => {
    const identity = here();
    if (identity === undefined) throw new StoreUnavailable("identity does not run here");
    return resolveIn(identity, sector, Date.now)(keys);
  };
}

/** Persons by a register that runs in this process. */
export function resolveIn(identity: RunningSubgraph, sector: string, now: () => number): ResolvePersons {
  return async (lookups) => personsIn(await identity.internal("resolve", { lookups }, intakeWarrant(sector, now())));
}

/** Persons by a register that runs elsewhere; `keys` are those that its door verifies warrants with. */
export function resolveAt(
  url: string,
  keys: WarrantKeys,
  sector: string,
  now: () => number,
  tls?: () => TlsMaterial,
): ResolvePersons {
  return async (lookups) => {
    const call = { subgraph: IDENTITY, operation: "resolve", url, payload: { lookups }, deadlineMs: 30_000, tls };
    const warrant = intakeWarrant(sector, now());
    const response = await callInternal({ ...call, warrant, key: keys()[0]!, now: now() }).catch(() => undefined);
    if (!response?.ok)
      throw new StoreUnavailable(response === undefined ? "identity does not answer" : `identity answers ${response.status}`);
    return personsIn(await response.json());
  };
}

/** A row is kept under the entry of its own number, also where another entry stands for the person now. */
function personsIn(answer: unknown): (string | undefined)[] {
  const { persons, own } = answer as { persons: (string | null)[]; own?: Record<number, string> };
  return persons.map((person, place) => own?.[place] ?? person ?? undefined);
}

/** It opens nothing: `resolve` reads no record. */
function intakeWarrant(sector: string, now: number): Warrant {
  const today = legalDayOf(new Date(now));
  const about = { purpose: "DATA_QUALITY", caseNumber: "intake", agency: sector, officer: `intake:${sector}` };
  return { requestId: randomUUID(), ...about, scopes: [], subjects: [], open: {}, today };
}
