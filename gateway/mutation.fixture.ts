/**
 * For tests: a gateway over a small graph that has mutations, at two departments, each effect of which is remembered.
 * Everything of the gateway is real but the token and the register of agencies.
 */
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, GraphQLError, parse, printSchema } from "graphql";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalogue } from "../schema/catalogue/load";
import { Refusal } from "../schema/contract/publicCode";
import type { Warrant } from "../schema/contract/warrant";
import type { Caller } from "./authenticate/caller";
import { openJudge } from "./authorize/ruleField";
import type { Engine } from "./engine/engine";
import { openEngine } from "./engine/openEngine";
import type { Gateway } from "./gateway";
import { loadGraph } from "./graph";
import { Admission } from "./http/admission";
import { openOperationReader } from "./operation/readOperation";
import { withPlanCache } from "./plan/planCache";
import { openPlanner } from "./plan/planner";
import { answerRequest, refusedAnswer } from "./request";
import { guardedReach } from "./subgraph/guardedReach";
import { localReach, type LocalSubgraph } from "./subgraph/localReach";
import type { SubgraphBody } from "./subgraph/reach";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"])\n`;

const SDL = {
  identity: `
    scalar CitizenId
    input PersonLookup { idNumber: CitizenId!  name: String! }
    input Notice { about: PersonLookup  notes: [Notice!] }
    type Query { state: String @authenticated  seen(person: PersonLookup!): String @requiresScopes(scopes: [["audit:read"]]) }
    type Mutation {
      merge(person: PersonLookup!): Case @requiresScopes(scopes: [["review:identity"]])
      notify(notice: Notice!): Case @requiresScopes(scopes: [["review:identity"]])
      confirm: Case! @requiresScopes(scopes: [["self"]])
    }
    type Case @authenticated { id: ID!  subjects: [String!]!  secret: String @policy(policies: [["category:PENALTY"]])  internal: String @requiresScopes(scopes: [["person:sealed"]]) }`,
  tax: `
    type Query { taxState: String @authenticated }
    type Mutation { file(note: String!): Filed @requiresScopes(scopes: [["review:identity"], ["steward:tax"]])  refuse: Filed! @requiresScopes(scopes: [["review:identity"]]) }
    type Filed @authenticated { note: String! }`,
};

/** What the departments did, in order. */
export interface Effects {
  effects: string[];
  warrants: Warrant[];
}

function resolvers({ effects }: Effects) {
  const act = async <T>(name: string, answer: T): Promise<T> => {
    effects.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    effects.push(`${name} ends`);
    return answer;
  };
  const caseOf = (_: unknown, __: unknown, { subjects }: Warrant) => ({ id: "c1", subjects, secret: "s", internal: "i" });
  return {
    identity: {
      Query: { state: () => "quiet", seen: (_: unknown, __: unknown, { subjects }: Warrant) => subjects.join() },
      Mutation: {
        merge: (...given: [unknown, unknown, Warrant]) => act("merge", caseOf(...given)),
        notify: (...given: [unknown, unknown, Warrant]) => act("notify", caseOf(...given)),
        confirm: (...given: [unknown, unknown, Warrant]) => act("confirm", caseOf(...given)),
      },
    },
    tax: {
      Query: { taxState: () => "quiet" },
      Mutation: {
        file: (_: unknown, { note }: { note: string }) => act(`file ${note}`, { note }),
        refuse: () => {
          throw new GraphQLError("what the department alone may know", {
            extensions: { code: "BAD_USER_INPUT", problem: "NOT_FOUND" },
          });
        },
      },
    },
  };
}

/** Persons of the fixture's register, by name. */
export const REGISTER: Readonly<Record<string, string>> = { 陈静怡: "P1", 刘建国: "P2" };

function local(name: keyof typeof SDL, seen: Effects): LocalSubgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(LINK + SDL[name]), resolvers: resolvers(seen)[name] as never }]);
  return {
    name,
    async execute(body: SubgraphBody, warrant) {
      seen.warrants.push(warrant);
      const { data, errors } = await execute({
        schema,
        document: parse(body.query),
        variableValues: body.variables,
        contextValue: warrant,
      });
      return { data: (data ?? null) as Record<string, unknown> | null, ...(errors && { errors: errors as never }) };
    },
    async internal(_, payload) {
      const { lookups } = payload as { lookups: { name?: string; person?: string }[] };
      return {
        persons: lookups.map((one) => one.person ?? REGISTER[one.name!] ?? null),
        adults: lookups.map(({ person }) => person === "P1"),
      };
    },
    healthy: async () => true,
  };
}

export interface MutableGraph extends Effects {
  /** Sends an operation as a caller with these scopes: of the agency `identity`, or a citizen. */
  ask(text: string, scopes: string[], more?: { variables?: object; person?: string }): Promise<{ status: number; body: any }>; // eslint-disable-line @typescript-eslint/no-explicit-any
  close(): Promise<void>;
}

/** Files of the graph, where `loadGraph` reads them. */
function written(folder: string): string {
  const names = Object.keys(SDL) as (keyof typeof SDL)[];
  const services = names.map((name) => ({ name, url: `http://${name}.invalid/graphql`, typeDefs: parse(LINK + SDL[name]) }));
  const composed = composeServices(services);
  if (composed.supergraphSdl === undefined) throw new Error(composed.errors?.map(({ message }) => message).join("\n"));
  mkdirSync(join(folder, "subgraphs"));
  for (const name of names) writeFileSync(join(folder, "subgraphs", `${name}.graphql`), LINK + SDL[name]);
  writeFileSync(join(folder, "supergraph.graphql"), composed.supergraphSdl);
  writeFileSync(join(folder, "api.graphql"), printSchema(composed.schema.toAPISchema().toGraphQLJSSchema()));
  return composed.supergraphSdl;
}

/** `around` changes the engine before the gateway has it. */
export async function openMutableGraph(
  engineName: "compiled" | "apollo",
  around: (engine: Engine) => Engine = (engine) => engine,
): Promise<MutableGraph> {
  const folder = mkdtempSync(join(tmpdir(), "mutations-"));
  const supergraphSdl = written(folder);
  const seen: Effects = { effects: [], warrants: [] };
  const graph = loadGraph(folder);
  const catalogue = loadCatalogue();
  const rules = { requirements: graph.requirements, catalogue };
  const planner = await openPlanner({ supergraphSdl });
  const engine = await openEngine(engineName, { supergraphSdl, apiSchema: graph.apiSchema, planner: withPlanCache(planner) });
  const reaches = new Map(
    (Object.keys(SDL) as (keyof typeof SDL)[]).map((name) => [name as string, guardedReach(localReach(local(name, seen)))]),
  );
  let caller: Caller;
  const gateway = {
    ...{ graph, catalogue, rules, judge: openJudge(rules), engine: around(engine), introspection: true },
    authenticator: { authenticate: async () => caller },
    agencies: { agency: (code: string) => catalogue.agencies.find((one) => one.code === code) },
    operations: { textOf: ({ query }: { query: string }) => query },
    readOperation: openOperationReader(graph.apiSchema),
    // Evidence is taken and thrown away: this graph is about mutations.
    reach: (name: string) =>
      name === "audit" ? { internal: async () => ({ id: "", logIndex: 0, issuedAt: "", token: "" }) } : reaches.get(name)!,
    now: Date.now,
    admission: new Admission({ running: 32, waiting: 64 }),
    limits: { spend: async () => undefined },
    note: () => undefined,
  } as unknown as Gateway;
  const server = createServer((request, response) => {
    void answerRequest(request, gateway)
      .catch((error: unknown) =>
        refusedAnswer(error instanceof Refusal ? error : new Refusal("INTERNAL_SERVER_ERROR", String(error))),
      )
      .then(({ status, payload }) => response.writeHead(status).end(JSON.stringify(payload)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...seen,
    async ask(query, scopes, { variables = {}, person } = {}) {
      const who = person === undefined ? { agency: "identity" } : { person };
      caller = { ...who, officer: "o", scopes: new Set(scopes), subject: "s", tokenId: "t", expiresAt: Infinity };
      const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, body: await response.json() };
    },
    async close() {
      await new Promise((resolve) => (server.close(resolve), server.closeAllConnections()));
      await Promise.all([planner.close(), engine.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
