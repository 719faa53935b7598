/**
 * The limit: hand-written programs that make the same calls and give the same answer, and do nothing else. No GraphQL is
 * read; the large answer is parsed, merged and written; the others are put together from pieces of text.
 * `node limit.js PORT_OF_THE_SUBGRAPHS`, listens on $PORT.
 */
import { createServer } from "node:http";
import { Pool } from "undici";
import { benchEnvironment } from "../config";
import { SCENARIOS, SLICES, SUBGRAPHS } from "./graph";

const origin = `http://127.0.0.1:${process.argv[2]}`;
const pools = new Map(Object.keys(SUBGRAPHS).map((name) => [name, new Pool(origin, { connections: 32, pipelining: 1 })]));
const headers = { "content-type": "application/json" };

function call(name: string, body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pools.get(name)!.dispatch(
      { path: `/${name}/graphql`, method: "POST", headers, body },
      {
        onRequestStart: () => undefined,
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}

const head = (query: string) => `{"query":${JSON.stringify(query)},"variables":{"representations":[`;
const entities = (selection: string) =>
  head(`query($representations:[_Any!]!){_entities(representations:$representations){${selection}}}`);

const USERS = JSON.stringify({ query: "{users{id username name}}" });
const TOP = JSON.stringify({ query: "{topProducts{upc name price weight}}" });
const REVIEWS = entities("...on Product{reviews{id body author{id}}}...on User{reviews{id body product{upc}}}");
const STOCK = entities("...on Product{inStock shippingEstimate}");
const IN_STOCK = entities("...on Product{inStock}");
const AUTHORS = entities("...on User{username name}");
const PRODUCTS = entities("...on Product{name price}");

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const parsed = (bytes: Buffer): Json => (JSON.parse(bytes.toString("utf8")) as { data: Json }).data;
const keyed = (type: string, key: string, values: Iterable<string>) =>
  [...values].map((value) => `{"__typename":"${type}","${key}":"${value}"}`).join(",");

async function large(): Promise<Buffer> {
  const [users, products] = (await Promise.all([call("accounts", USERS), call("products", TOP)])).map(parsed) as [Json, Json];
  const top = products["topProducts"] as Json[];
  const all = users["users"] as Json[];
  const upcs = new Set(top.map(({ upc }) => upc as string));
  const priced = top.map(
    ({ upc, price, weight }) => `{"__typename":"Product","upc":"${upc}","price":${price},"weight":${weight}}`,
  );
  const persons = keyed(
    "User",
    "id",
    all.map(({ id }) => id as string),
  );
  const [reviews, stock] = (
    await Promise.all([
      call("reviews", `${REVIEWS}${keyed("Product", "upc", upcs)},${persons}]}}`),
      call("inventory", `${STOCK}${priced.join(",")}]}}`),
    ])
  ).map((bytes) => parsed(bytes)["_entities"] as Json[]) as [Json[], Json[]];
  const authors = new Map<string, Json>();
  const reviewed = new Map<string, Json>();
  top.forEach((product, at) => {
    product["inStock"] = stock[at]!["inStock"];
    product["shippingEstimate"] = stock[at]!["shippingEstimate"];
    product["reviews"] = reviews[at]!["reviews"];
    for (const { author } of product["reviews"] as Json[]) if (!authors.has(author.id)) authors.set(author.id, author);
  });
  all.forEach((user, at) => {
    user["reviews"] = reviews[top.length + at]!["reviews"];
    for (const { product } of user["reviews"] as Json[]) if (!reviewed.has(product.upc)) reviewed.set(product.upc, product);
  });
  const [people, named, stocked] = (
    await Promise.all([
      call("accounts", `${AUTHORS}${keyed("User", "id", authors.keys())}]}}`),
      call("products", `${PRODUCTS}${keyed("Product", "upc", reviewed.keys())}]}}`),
      call("inventory", `${IN_STOCK}${keyed("Product", "upc", reviewed.keys())}]}}`),
    ])
  ).map((bytes) => parsed(bytes)["_entities"] as Json[]) as [Json[], Json[], Json[]];
  [...authors.values()].forEach((author, at) => Object.assign(author, people[at]));
  [...reviewed.values()].forEach((product, at) => Object.assign(product, named[at], stocked[at]));
  for (const { reviews: own } of top) for (const review of own as Json[]) review["author"] = authors.get(review["author"].id);
  for (const { reviews: own } of all) for (const review of own as Json[]) review["product"] = reviewed.get(review["product"].upc);
  return Buffer.from(
    JSON.stringify({
      data: {
        topProducts: top.map(({ upc, name, price, weight, inStock, shippingEstimate, reviews: own }) => ({
          ...{ upc, name, price, weight, inStock, shippingEstimate },
          reviews: (own as Json[]).map(({ id, body, author }) => ({
            id,
            body,
            author: { id: author.id, username: author.username, name: author.name },
          })),
        })),
        users: all.map(({ id, username, name, reviews: own }) => ({
          ...{ id, username, name },
          reviews: (own as Json[]).map(({ id: review, body, product }) => ({
            id: review,
            body,
            product: { upc: product.upc, name: product.name, price: product.price, inStock: product.inStock },
          })),
        })),
      },
    }),
  );
}

/** The text between the braces of the only entity of an answer. */
function inside(text: string): string {
  return text.slice(text.indexOf("[{") + 2, text.lastIndexOf("}]"));
}

const FILE = JSON.stringify({ query: '{file(id:"f1"){id holder{number short}}}' });
const HOLDER = entities("...on Holder{name office{code floor}}");
const OFFICE = entities("...on Office{title district{key area}}");
const DISTRICT = entities("...on District{label notes}");

async function small(): Promise<Buffer> {
  const valueAfter = (text: string, label: string) => {
    const at = text.indexOf(label) + label.length;
    return text.slice(at, text.indexOf('"', at));
  };
  const file = (await call("ca", FILE)).toString("utf8");
  const holder = inside(
    (await call("cb", `${HOLDER}{"__typename":"Holder","number":"${valueAfter(file, '"number":"')}"}]}}`)).toString("utf8"),
  );
  const office = inside(
    (await call("cc", `${OFFICE}{"__typename":"Office","code":"${valueAfter(holder, '"code":"')}"}]}}`)).toString("utf8"),
  );
  const district = inside(
    (await call("cd", `${DISTRICT}{"__typename":"District","key":"${valueAfter(office, '"key":"')}"}]}}`)).toString("utf8"),
  );
  return Buffer.from(`${file.slice(0, -4)},${holder.slice(0, -1)},${office.slice(0, -1)},${district}}}}}}}`);
}

const ROOT = JSON.stringify({ query: '{person(number:"1"){id name level}}' });
const SLICE_CALLS = SLICES.map(
  (name) => [name, entities(`...on Person{${name}{asOf total records{id title decidedOn organ grade}}}`)] as const,
);

async function person(): Promise<Buffer> {
  const root = (await call("people", ROOT)).toString("utf8");
  const at = root.indexOf('"id":"') + 6;
  const key = `{"__typename":"Person","id":"${root.slice(at, root.indexOf('"', at))}"}]}}`;
  const slices = await Promise.all(SLICE_CALLS.map(([name, query]) => call(name, query + key)));
  return Buffer.from(`${root.slice(0, -3)},${slices.map((bytes) => inside(bytes.toString("utf8"))).join(",")}}}}`);
}

const programs = { large, small, person };
const byQuery = new Map(
  Object.entries(SCENARIOS).map(([name, query]) => [query as string, programs[name as keyof typeof programs]]),
);

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const text = Buffer.concat(chunks).toString("utf8");
    const { query } = text === "" ? { query: "" } : (JSON.parse(text) as { query: string });
    const program = byQuery.get(query);
    if (program === undefined) return response.writeHead(400).end();
    const body = await program();
    response.writeHead(200, { ...headers, "content-length": body.length }).end(body);
  });
}).listen(Number(benchEnvironment()["PORT"]), "127.0.0.1");
