/** For tests: a small graph of three departments with the official security directives, composed here, answered in memory. */
import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, parse, type GraphQLSchema } from "graphql";
import { publicErrors } from "../subgraph/publicErrors";
import type { SubgraphAnswer, SubgraphBody } from "../subgraph/reach";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@shareable", "@external", "@requires", "@authenticated", "@requiresScopes", "@policy"])\n`;

const SDL = {
  identity: `
    type Query { person(number: String!): Person  people(numbers: [String!]!): [Person]!  me: Person }
    type Mutation { merge(person: ID!): Person! }
    type Person @key(fields: "id") {
      id: ID! @authenticated
      maskedName: String! @authenticated
      name: String @requiresScopes(scopes: [["person:unmask"]])
      level: Level @authenticated
    }
    enum Level { ONE TWO }`,
  tax: `
    type Person @key(fields: "id") { id: ID!  tax: TaxSlice @authenticated  debt: Int @authenticated }
    type TaxSlice @authenticated { asOf: String!  notices(first: Int = 20): [Notice!] @policy(policies: [["category:PENALTY"]])  records: [Record!]  standing: Standing }
    interface Record { id: ID!  decidedOn: String! }
    type Notice implements Record @authenticated { id: ID!  decidedOn: String!  amount: Int @policy(policies: [["category:PENALTY"]]) }
    type Refund implements Record @authenticated { id: ID!  decidedOn: String!  sum: Int }
    type Standing @authenticated { points: Int }`,
  courts: `
    type Query { purposes: [Purpose!]!  hearings: [String!] }
    type Purpose @authenticated { code: String! }
    type Person @key(fields: "id") { id: ID!  courts: CourtsSlice @authenticated  debt: Int @external  risk: String @authenticated @requires(fields: "debt") }
    type CourtsSlice @authenticated { asOf: String!  cases: [String!] }`,
};

export type Department = keyof typeof SDL;

const NAMES: Record<string, string> = { p1: "甲", p2: "乙", p3: "丙" };

function person(id: string | undefined) {
  return id !== undefined && id in NAMES ? { id, maskedName: `${NAMES[id]}*`, name: `${NAMES[id]}某`, level: "ONE" } : null;
}

const RESOLVERS = {
  identity: {
    Query: {
      person: (_: unknown, { number }: { number: string }) => person(number),
      people: (_: unknown, { numbers }: { numbers: string[] }) => numbers.map(person),
      me: () => person("p1"),
    },
    Mutation: { merge: (_: unknown, { person: id }: { person: string }) => person(id) },
    Person: { __resolveReference: ({ id }: { id: string }) => person(id) },
  },
  tax: {
    Person: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      debt: () => 5,
      tax: ({ id }: { id: string }) => ({
        asOf: "2026-01-01",
        notices: [{ id: `${id}-n`, decidedOn: `2026-01-02 of ${id}`, amount: 7 }],
        records: [
          { __typename: "Notice", id: `${id}-n`, decidedOn: "2026-01-02", amount: 7 },
          { __typename: "Refund", id: `${id}-r`, decidedOn: "2026-01-03", sum: 9 },
        ],
        standing: { points: 100 },
      }),
    },
  },
  courts: {
    Query: { purposes: () => [{ code: "SELF_QUERY" }], hearings: () => ["hearing"] },
    Person: {
      __resolveReference: (reference: { id: string; debt?: number }) => reference,
      risk: ({ debt }: { debt?: number }) => (debt === undefined ? null : `risk of ${debt}`),
      courts: ({ id }: { id: string }) => ({ asOf: "2026-01-01", cases: [`case of ${id}`] }),
    },
  },
};

export const DEPARTMENTS = Object.keys(SDL) as Department[];

/** The composed supergraph, with `for: SECURITY` links. */
export function supergraphOfThree(): string {
  return compose(DEPARTMENTS.map((name) => [name, LINK + SDL[name]]));
}

/** @throws Error with the messages of composition */
export function compose(subgraphs: [name: string, sdl: string][]): string {
  const services = subgraphs.map(([name, sdl]) => ({ name, url: `http://${name}.invalid/graphql`, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join("\n"));
  return supergraphSdl;
}

/** The schema that each department serves. */
export function schemasOfThree(): Record<Department, GraphQLSchema> {
  const built = DEPARTMENTS.map((name) => [
    name,
    buildSubgraphSchema([{ typeDefs: parse(LINK + SDL[name]), resolvers: RESOLVERS[name] as never }]),
  ]);
  return Object.fromEntries(built) as Record<Department, GraphQLSchema>;
}

/** An honest answer, as the kit gives it. */
export async function answerOf(schema: GraphQLSchema, body: SubgraphBody): Promise<SubgraphAnswer> {
  const result = await execute({
    schema,
    document: parse(body.query),
    variableValues: body.variables,
    operationName: body.operationName,
  });
  const errors = result.errors?.map(({ message, path, extensions }) => ({
    message,
    path,
    extensions,
  })) as SubgraphAnswer["errors"];
  return { data: (result.data ?? null) as Record<string, unknown> | null, ...(errors && { errors: publicErrors(errors) }) };
}
