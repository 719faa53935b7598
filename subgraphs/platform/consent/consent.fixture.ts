/** For tests: the authorisations alone, on the run's database, with a clock of the test's own. */
import { testDatabases } from "../../../test/support/databases";
import type { Warrant } from "../../../schema/contract/warrant";
import { freshSigningKeys } from "../../kit/signer";
import { newId } from "../../kit/newId";
import { openSubgraph, type RunningSubgraph, type SubgraphResult } from "../../kit/subgraph";
import { consent } from "./index";
import type { GrantView } from "./internal/read";

export interface ConsentStand {
  running: RunningSubgraph;
  /** ms; the test moves it. */
  clock: { now: number };
  ask(text: string, variables: object, warrant: Warrant): Promise<SubgraphResult>;
  /** A request of `bank-001` to the person; the id of it. */
  request(person: string | undefined, more?: object): Promise<string>;
  /** The person's consent to all that was asked, or to `agreed`; the id of the authorisation. */
  approve(person: string, request: string, agreed?: object): Promise<string>;
  /** A person whom nobody else knows, with a request and an authorisation of it. */
  given(more?: object): Promise<{ person: string; request: string; grant: string }>;
  /** `pauseGrant`, `resumeGrant` or `revokeGrant` by the person. */
  move(person: string, what: string, grant: string): Promise<SubgraphResult>;
  read(grant: string, more?: { warrant?: Warrant; key?: string; body?: string }): Promise<GrantView>;
  spend(grant: string, person: string, more?: { key?: string; body?: string; warrant?: Partial<Warrant> }): Promise<string>;
  holds(grant: string, person: string): Promise<boolean>;
  /** Another process over the same database. */
  another(): Promise<RunningSubgraph>;
  close(): Promise<void>;
}

export const TODAY = "2026-11-23";
export const NOON = Date.parse("2026-11-23T04:00:00.000Z");
const LOOKUP = { idNumber: "120115199001019909", name: "陈静怡" };

/** The gateway's word for the bank. */
export function bankWarrant(subjects: string[] = [], more: Partial<Warrant> = {}): Warrant {
  const scopes = ["person:read", "grants:request"];
  const about = { purpose: "BANK_CREDIT", caseNumber: "c", agency: "bank-001", officer: "teller-1" };
  return { requestId: "r", ...about, scopes, subjects, open: {}, today: TODAY, ...more };
}

/** The gateway's word for a citizen, of age. */
export function citizenWarrant(person: string, more: Partial<Warrant> = {}): Warrant {
  const about = { purpose: "NONE", caseNumber: "", officer: "s", scopes: ["self"], subjects: [person], adults: [person] };
  return { requestId: "r", ...about, open: {}, today: TODAY, ...more };
}

export const INPUT = {
  ...{ person: LOOKUP, purpose: "BANK_CREDIT", caseNumber: "c", validDays: 30, uses: 3 },
  categories: ["BASIC", "SEVERE_LIST", "JUDICIAL", "PENALTY"],
};

export const REQUEST = "mutation ($input: GrantRequestInput!) { requestGrant(input: $input) { id status } }";
export const APPROVE =
  "mutation ($r: ID!, $c: [RecordCategory!]!, $i: [ID!]) { approveGrant(request: $r, categories: $c, items: $i) { id status } }";

export async function openConsentStand(): Promise<ConsentStand> {
  const databases = await testDatabases();
  const location = await databases.location("consent");
  const keys = freshSigningKeys();
  const clock = { now: NOON };
  const open = () =>
    openSubgraph(consent, { location, cursorKey: Buffer.alloc(32, 7), signingKeys: () => keys, now: () => clock.now });
  const running = await open();
  const others: RunningSubgraph[] = [];
  const ask: ConsentStand["ask"] = (query, variables, warrant) =>
    running.execute({ query, variables: variables as Record<string, unknown> }, warrant);
  const idOf = ({ data, errors }: SubgraphResult, field: string): string => {
    const found = (data?.[field] as { id?: string } | undefined)?.id;
    if (found === undefined) throw new Error(JSON.stringify(errors));
    return found;
  };
  const request: ConsentStand["request"] = async (person, more = {}) => {
    const warrant = bankWarrant(person === undefined ? [] : [person]);
    return idOf(await ask(REQUEST, { input: { ...INPUT, ...more } }, warrant), "requestGrant");
  };
  const approve: ConsentStand["approve"] = async (person, id, agreed = {}) =>
    idOf(await ask(APPROVE, { r: id, c: INPUT.categories, ...agreed }, citizenWarrant(person)), "approveGrant");
  return {
    ...{ running, clock, ask, request, approve },
    async given(more = {}) {
      const person = newId();
      const id = await request(person, more);
      return { person, request: id, grant: await approve(person, id) };
    },
    move: (person, what, grant) =>
      ask(`mutation ($g: ID!) { ${what}(grant: $g) { status } }`, { g: grant }, citizenWarrant(person)),
    async read(grant, { warrant = bankWarrant(), body = "b", ...more } = {}) {
      return ((await running.internal("read", { grant, body, ...more }, warrant)) as { grant: GrantView }).grant;
    },
    async spend(grant, person, { warrant = {}, body = "b", ...more } = {}) {
      const answer = await running.internal("spend", { grant, body, ...more }, bankWarrant([person], warrant));
      return (answer as { spent: string }).spent;
    },
    async holds(grant, person) {
      return ((await running.internal("holds", { grant }, bankWarrant([person]))) as { holds: boolean }).holds;
    },
    async another() {
      const one = await open();
      others.push(one);
      return one;
    },
    async close() {
      for (const one of [running, ...others]) await one.close();
      await databases.drop();
    },
  };
}

/** Problem and code of the only error. */
export function refusalOf({ data, errors }: SubgraphResult): string {
  const [error, ...more] = errors ?? [];
  if (error === undefined || more.length > 0) throw new Error(`not one error: ${JSON.stringify({ data, errors })}`);
  return error.extensions.problem ?? error.extensions.code;
}
