/** Hostile requests of the attack catalogue, as bytes: each one alone is harmless if its control stands. */
import { gzipSync } from "node:zlib";
import { LOOKUP, ACCESS } from "../lookup/scene";

export interface HostileRequest {
  name: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Whose token it carries: an agency's that may ask, one that expired and was changed, or none. */
  token: "agency" | "broken" | "none";
}

const body = (query: string, variables: object = {}) => JSON.stringify({ query, variables });
const many = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at)).join(" ");
const doubling = (levels: number) =>
  `{ ...F0 } ${many(levels, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)} fragment F${levels} on Query { purposes { code } }`;
const inlined = many(60, () => `... on Query { ${many(100, (at) => `purposes { code a${at}: zh }`)} }`).slice(0, 250_000);

let distinct = 0;

const KINDS: readonly (() => HostileRequest)[] = [
  () => ({ name: "D01 no token, 250 kB of JSON", body: body(many(20_000, (at) => `a${at}:x`)), token: "none" }),
  () => ({ name: "D01 signature of another", body: body("{ purposes { code } }"), token: "broken" }),
  () => ({
    name: "D12 a header of 9 kB for a token",
    body: body("{ purposes { code } }"),
    headers: { authorization: `Bearer ${"a".repeat(9_000)}` },
    token: "none",
  }),
  () => ({ name: "G02 nested 5,000 deep", body: body(`${"{a".repeat(5_000)}${"}".repeat(5_000)}`), token: "agency" }),
  () => ({ name: "G03 500 aliases", body: body(`{ ${many(500, (at) => `a${at}: purposes { code }`)} }`), token: "agency" }),
  () => ({
    name: "G05 the same field 2,900 times",
    body: body(`{ purposes { ${many(2_900, () => "code")} } }`),
    token: "agency",
  }),
  () => ({
    name: "G05 the same field 20,000 times",
    body: body(`{ purposes { ${many(20_000, () => "code")} } }`),
    token: "agency",
  }),
  () => ({ name: "G06 overlapping inline fragments, 250 kB", body: body(`{ ${inlined} }`), token: "agency" }),
  () => ({ name: "G07 fragments that double 20 times", body: body(doubling(20)), token: "agency" }),
  () => ({ name: "G07 fragments that double 90 times", body: body(doubling(90)), token: "agency" }),
  () => ({
    name: "G09 circular fragments",
    body: body("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"),
    token: "agency",
  }),
  () => ({
    name: "G10 10,000 directives",
    body: body(`{ purposes { code ${many(10_000, () => "@include(if:true)")} } }`),
    token: "agency",
  }),
  () => ({
    name: "G11 a list of 30,000 variables",
    body: body(LOOKUP, { lookup: Array(30_000).fill("1"), access: ACCESS }),
    token: "agency",
  }),
  () => ({
    name: "G11 a text of 200 kB",
    body: body(LOOKUP, { lookup: { idNumber: "1".repeat(200_000), name: "x" }, access: ACCESS }),
    token: "agency",
  }),
  () => ({
    name: "G12 JSON nested 100,000 deep",
    body: `{"query":"{x}","variables":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
    token: "agency",
  }),
  () => ({
    name: "G13 a batch of 1,000",
    body: JSON.stringify(Array(1_000).fill({ query: "{ purposes { code } }" })),
    token: "agency",
  }),
  () => ({
    name: "G14 compressed",
    body: gzipSync(Buffer.alloc(5_000_000, 32)),
    headers: { "content-encoding": "gzip" },
    token: "agency",
  }),
  () => ({
    name: "G16 an operation nobody sent before",
    body: body(
      `query Q${distinct++} { a${distinct}: purposes { code zh en } catalogueItems(first: 5) { edges { node { code } } } }`,
    ),
    token: "agency",
  }),
  () => ({
    name: "G18 first: 2147483648",
    body: body("{ catalogueItems(first: 2147483648) { edges { node { code } } } }"),
    token: "agency",
  }),
  () => ({ name: "B04 3,000 unknown fields", body: body(`{ ${many(2_900, (at) => `x${at}`)} }`), token: "agency" }),
  () => ({ name: "H02 by GET", method: "GET", token: "none" }),
];

/** Each kind as it is sent; written once, so that the sender does not work harder than who receives it. */
export const HOSTILE: readonly (() => HostileRequest)[] = KINDS.map((kind) => {
  const written = kind();
  return written.name.startsWith("G16") ? kind : () => written;
});
