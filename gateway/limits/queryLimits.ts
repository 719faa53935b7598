/**
 * How many persons an agency, and each of its desks, may look at within a time: data of the catalogue, counted by
 * rate-limiter-flexible in a store that all gateways share, or in this process where there is but one.
 *
 * Threat (ATTACKS F08, J16): an agency walks through the register with good reasons for each step; a flood of requests that
 * are refused fills the log. Promise: who is over his limit is told when to ask again, and only the first refusal of a
 * period leaves an entry. A store that is down never opens the door: each gateway then counts for itself.
 */
import { createPool } from "mysql2";
import { RateLimiterMemory, RateLimiterMySQL, RateLimiterRes, type RateLimiterAbstract } from "rate-limiter-flexible";
import type { QueryLimit } from "../../schema/catalogue/catalogue";
import { legalDayOf } from "../../schema/contract/legalDay";
import { Refusal } from "../../schema/contract/publicCode";

/** A request as far as it counts. */
export interface Looks {
  agency: string | undefined;
  officer: string;
  purpose: string;
  persons: number;
}

export interface QueryLimits {
  /** Counts a request about so many persons. @throws {RateLimited} */
  spend(looks: Looks): Promise<void>;
  close(): Promise<void>;
}

export class RateLimited extends Refusal {
  constructor(
    limit: string,
    /** The first refusal since there was room. */
    readonly isFirst: boolean,
    seconds: number,
  ) {
    super("RATE_LIMITED", "The limit of looking is reached for this agency or desk: ask again when Retry-After says.", {
      detail: `limit ${limit}`,
      headers: { "retry-after": String(seconds) },
    });
  }
}

const DAY_S = 86_400;

export async function openQueryLimits(
  limits: readonly QueryLimit[],
  { url, now }: { url: string | undefined; now: () => number },
): Promise<QueryLimits> {
  const pool = url === undefined ? undefined : createPool({ uri: url, connectionLimit: 4, connectTimeout: 2000 });
  const counted = await Promise.all(limits.map(async (limit) => ({ limit, limiter: await limiterOf(limit, pool) })));
  return {
    async spend({ agency, officer, purpose, persons }) {
      if (agency === undefined || persons === 0) return;
      for (const { limit, limiter } of counted) {
        if (limit.purposes !== undefined && !limit.purposes.includes(purpose)) continue;
        const key = [
          agency,
          limit.per === "DESK" ? officer : "",
          limit.eachPurpose ? purpose : "",
          limit.seconds === DAY_S ? legalDayOf(new Date(now())) : "",
        ].join("|");
        await limiter.consume(key, persons).catch((refused: unknown) => {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          const isFirst = refused.consumedPoints - persons <= limit.persons;
          throw new RateLimited(limit.code, isFirst, secondsLeft(limit, refused, now()));
        });
      }
    },
    close: () => new Promise((resolve) => (pool === undefined ? resolve() : pool.end(() => resolve()))),
  };
}

function secondsLeft(limit: QueryLimit, { msBeforeNext }: RateLimiterRes, now: number): number {
  // A day ends at midnight in Beijing.
  if (limit.seconds === DAY_S) return Math.ceil((DAY_S * 1000 - ((now + 8 * 3_600_000) % (DAY_S * 1000))) / 1000);
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}

type MySqlPool = ReturnType<typeof createPool>;

function limiterOf(limit: QueryLimit, pool: MySqlPool | undefined): Promise<RateLimiterAbstract> {
  const options = { keyPrefix: limit.code, points: limit.persons, duration: limit.seconds };
  const memory = new RateLimiterMemory(options);
  if (pool === undefined) return Promise.resolve(memory);
  return new Promise((resolve, reject) => {
    const store = { storeClient: pool, dbName: databaseOf(pool), tableName: "query_limit", insuranceLimiter: memory };
    const limiter: RateLimiterAbstract = new RateLimiterMySQL({ ...options, ...store }, (error?: Error) =>
      error ? reject(new Error("CREDIT_LIMITS_URL: the store of the limits cannot be used", { cause: error })) : resolve(limiter),
    );
  });
}

function databaseOf(pool: MySqlPool): string {
  const { database } = (pool as unknown as { config: { connectionConfig: { database?: string } } }).config.connectionConfig;
  if (!database) throw new Error("CREDIT_LIMITS_URL names a database: mysql://user:pass@host:port/name");
  return database;
}
