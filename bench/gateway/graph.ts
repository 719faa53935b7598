/**
 * The graph of the benchmark: a shop of four subgraphs for a large list, a chain of four for a small query of four dependent
 * levels, and a person with 26 slices. Data are made of numbers; every answer is the same each time.
 */
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])\n`;

export const SLICES = Array.from({ length: 26 }, (_, at) => `s${String(at + 1).padStart(2, "0")}`);

const PRODUCTS = Array.from({ length: 40 }, (_, at) => ({
  upc: `p${at}`,
  name: `Product number ${at}`,
  price: 100 + at,
  weight: 10 + (at % 7),
}));
const USERS = Array.from({ length: 12 }, (_, at) => ({ id: `u${at}`, name: `User ${at}`, username: `user-number-${at}` }));
const REVIEWS = Array.from({ length: 400 }, (_, at) => ({
  id: `r${at}`,
  body: `Review ${at}: it does what it says, neither more nor less, and would be bought again.`,
  product: { upc: PRODUCTS[at % 40]!.upc },
  author: { id: USERS[at % 12]!.id },
}));

interface Subgraph {
  sdl: string;
  resolvers: object;
}

type Keyed = { upc: string; price?: number; weight?: number };

const SHOP: Record<string, Subgraph> = {
  accounts: {
    sdl: `type Query { users: [User!]! }  type User @key(fields: "id") { id: ID!  name: String  username: String }`,
    resolvers: {
      Query: { users: () => USERS },
      User: { __resolveReference: ({ id }: { id: string }) => USERS.find((u) => u.id === id) },
    },
  },
  products: {
    sdl: `type Query { topProducts: [Product!]! }  type Product @key(fields: "upc") { upc: ID!  name: String  price: Int  weight: Int }`,
    resolvers: {
      Query: { topProducts: () => PRODUCTS },
      Product: { __resolveReference: ({ upc }: Keyed) => PRODUCTS.find((p) => p.upc === upc) },
    },
  },
  inventory: {
    sdl: `type Product @key(fields: "upc") { upc: ID!  price: Int @external  weight: Int @external  inStock: Boolean  shippingEstimate: Int @requires(fields: "price weight") }`,
    resolvers: {
      Product: {
        __resolveReference: (product: Keyed) => product,
        inStock: ({ upc }: Keyed) => Number(upc.slice(1)) % 3 !== 0,
        shippingEstimate: ({ price, weight }: Keyed) => Math.floor((price! * weight!) / 10),
      },
    },
  },
  reviews: {
    sdl: `type Review { id: ID!  body: String  author: User  product: Product }
      type User @key(fields: "id") { id: ID!  reviews: [Review!] }  type Product @key(fields: "upc") { upc: ID!  reviews: [Review!] }`,
    resolvers: {
      User: {
        __resolveReference: (user: object) => user,
        reviews: ({ id }: { id: string }) => REVIEWS.filter((r) => r.author.id === id).slice(0, 8),
      },
      Product: {
        __resolveReference: (product: object) => product,
        reviews: ({ upc }: Keyed) => REVIEWS.filter((r) => r.product.upc === upc),
      },
    },
  },
};

/** a → b → c → d: each needs what the one before it answers. */
const CHAIN: Record<string, Subgraph> = {
  ca: {
    sdl: `type Query { file(id: ID!): File }  type File @key(fields: "id") { id: ID!  holder: Holder }  type Holder @key(fields: "number") { number: ID!  short: String }`,
    resolvers: { Query: { file: (_: unknown, { id }: { id: string }) => ({ id, holder: { number: "n1", short: "H." } }) } },
  },
  cb: {
    sdl: `type Holder @key(fields: "number") { number: ID!  name: String  office: Office }  type Office @key(fields: "code") { code: ID!  floor: Int }`,
    resolvers: {
      Holder: {
        __resolveReference: ({ number }: { number: string }) => ({
          number,
          name: "Holder of the file",
          office: { code: "o7", floor: 3 },
        }),
      },
    },
  },
  cc: {
    sdl: `type Office @key(fields: "code") { code: ID!  title: String  district: District }  type District @key(fields: "key") { key: ID!  area: Float }`,
    resolvers: {
      Office: {
        __resolveReference: ({ code }: { code: string }) => ({
          code,
          title: "Office of records",
          district: { key: "d3", area: 1509.5 },
        }),
      },
    },
  },
  cd: {
    sdl: `type District @key(fields: "key") { key: ID!  label: String  notes: [String!] }`,
    resolvers: {
      District: {
        __resolveReference: ({ key }: { key: string }) => ({
          key,
          label: "District of the benchmark",
          notes: Array.from({ length: 8 }, (_, at) => `Note ${at}: a sentence of some length, as notes have.`),
        }),
      },
    },
  },
};

function sliceOf(name: string): Subgraph {
  const type = `${name.toUpperCase()}Slice`;
  return {
    sdl: `type Person @key(fields: "id") { id: ID!  ${name}: ${type} }  type ${type} { asOf: String!  total: Int  records: [${name.toUpperCase()}Record!] }
      type ${name.toUpperCase()}Record { id: ID!  title: String  decidedOn: String  organ: String  grade: Int }`,
    resolvers: {
      Person: {
        __resolveReference: (person: object) => person,
        [name]: () => ({
          asOf: "2026-01-01T00:00:00Z",
          total: 2,
          records: [0, 1].map((at) => ({
            id: `${name}-${at}`,
            title: `Record ${at} of ${name}`,
            decidedOn: "2025-05-05",
            organ: "Organ",
            grade: at,
          })),
        }),
      },
    },
  };
}

const PERSON: Record<string, Subgraph> = {
  people: {
    sdl: `type Query { person(number: String!): Person }  type Person @key(fields: "id") { id: ID!  name: String  level: String }`,
    resolvers: {
      Query: { person: () => ({ id: "person-1", name: "P.", level: "HIGH" }) },
      Person: { __resolveReference: ({ id }: { id: string }) => ({ id, name: "P.", level: "HIGH" }) },
    },
  },
  ...Object.fromEntries(SLICES.map((name) => [name, sliceOf(name)])),
};

export const SUBGRAPHS: Readonly<Record<string, Subgraph>> = { ...SHOP, ...CHAIN, ...PERSON };

export function sdlOf(name: string): string {
  return LINK + SUBGRAPHS[name]!.sdl;
}

/** The supergraph, each subgraph at the address that `url` gives. */
export function supergraphAt(url: (name: string) => string): string {
  const services = Object.keys(SUBGRAPHS).map((name) => ({ name, url: url(name), typeDefs: parse(sdlOf(name)) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join("\n"));
  return supergraphSdl;
}

const SLICE = "{ asOf total records { id title decidedOn organ grade } }";

export const SCENARIOS = {
  large: `{ topProducts { upc name price weight inStock shippingEstimate reviews { id body author { id username name } } } users { id username name reviews { id body product { upc name price inStock } } } }`,
  small: `{ file(id: "f1") { id holder { number short name office { code floor title district { key area label notes } } } } }`,
  person: `{ person(number: "1") { id name level ${SLICES.map((name) => `${name} ${SLICE}`).join(" ")} } }`,
} as const;

export type Scenario = keyof typeof SCENARIOS;
