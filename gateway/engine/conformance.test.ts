/**
 * Corners of Federation 2 on small graphs, on our engine: also where the stock engine answers otherwise. The random test
 * beside it looks for the corners that nobody thought of.
 */
import { openForeign, type ForeignSubgraph } from "./foreignGraph.fixture";
import { plain } from "./runOnThree.fixture";

async function answer(subgraphs: Record<string, ForeignSubgraph>, text: string, variables: Record<string, unknown> = {}) {
  const graph = await openForeign("compiled", subgraphs);
  try {
    const { result, calls } = graph.run(text, { variables });
    const { data, errors } = await result;
    return { data: plain(data), errors, calls };
  } finally {
    await graph.close();
  }
}

const by = (key: string) => (reference: Record<string, unknown>) => ({ ...reference, [key]: reference[key] });

describe("@requires with arguments", () => {
  const products = [
    { upc: "1", price: 10, weight: 2, comments: ["a", "b", "c", "d"] },
    { upc: "2", price: 20, weight: 3, comments: ["x"] },
  ];
  const subgraphs = {
    shop: {
      sdl: `
        type Query { products: [Product!]! }
        type Product @key(fields: "upc") { upc: ID!  price(currency: String!): Int  weight: Int  comments(limit: Int!): [String!]  maker: Maker }
        type Maker { rating(of: String!): Int }`,
      resolvers: {
        Query: { products: () => products },
        Product: {
          __resolveReference: ({ upc }: { upc: string }) => products.find((one) => one.upc === upc),
          price: ({ price }: { price: number }, { currency }: { currency: string }) => (currency === "EUR" ? 2 * price : price),
          comments: ({ comments }: { comments: string[] }, { limit }: { limit: number }) => comments.slice(0, limit),
          maker: () => ({}),
        },
        Maker: { rating: (_: unknown, { of }: { of: string }) => of.length },
      },
    },
    freight: {
      sdl: `
        type Product @key(fields: "upc") {
          upc: ID!  price(currency: String!): Int @external  weight: Int @external  comments(limit: Int!): [String!] @external  maker: Maker @external
          inDollars: Int @requires(fields: "price(currency: \\"USD\\") weight")
          inEuros: Int @requires(fields: "price(currency: \\"EUR\\") weight")
          read: String @requires(fields: "comments(limit: 3)")
          trust: Int @requires(fields: "maker { rating(of: \\"makers\\") }")
          size: Int @requires(fields: "weight")
        }
        type Maker @external { rating(of: String!): Int }`,
      resolvers: {
        Product: {
          __resolveReference: (reference: object) => reference,
          inDollars: ({ price, weight }: { price: number; weight: number }) => price * weight,
          inEuros: ({ price, weight }: { price: number; weight: number }) => price * weight,
          read: ({ comments }: { comments: string[] }) => comments.join(""),
          trust: ({ maker }: { maker: { rating: number } }) => maker.rating,
          size: ({ weight }: { weight: number }) => weight,
        },
      },
    },
  };

  it("gives a field that requires comments(limit: 3) three of them, beside a client's comments(limit: 1)", async () => {
    const { data, errors } = await answer(subgraphs, "{ products { comments(limit: 1) read } }");
    expect(data).toEqual({
      products: [
        { comments: ["a"], read: "abc" },
        { comments: ["x"], read: "x" },
      ],
    });
    expect(errors).toEqual([]);
  });

  it("gives two fields that require one field with different arguments each its own", async () => {
    const { data, calls } = await answer(subgraphs, '{ products { upc inDollars inEuros trust size price(currency: "CNY") } }');
    expect(data).toEqual({
      products: [
        { upc: "1", inDollars: 20, inEuros: 40, trust: 6, size: 2, price: 10 },
        { upc: "2", inDollars: 60, inEuros: 120, trust: 6, size: 3, price: 20 },
      ],
    });
    // Two fetches of entities, and still one call.
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(["shop", "freight"]);
  });
});

describe("entities", () => {
  it("known by a composite and nested key in one subgraph and by another in the next", async () => {
    const subgraphs = {
      a: {
        sdl: `type Query { items: [Item!]! }
          type Item @key(fields: "id") @key(fields: "code org { id }") { id: ID!  code: String!  org: Org! }
          type Org { id: ID! }`,
        resolvers: {
          Query: {
            items: () => [
              { id: "1", code: "c1", org: { id: "o1" } },
              { id: "2", code: "c2", org: { id: "o2" } },
            ],
          },
        },
      },
      b: {
        sdl: `type Item @key(fields: "code org { id }") { code: String!  org: Org!  stock: String }  type Org { id: ID! @shareable }`,
        resolvers: {
          Item: {
            __resolveReference: (item: object) => item,
            stock: ({ code, org }: { code: string; org: { id: string } }) => `${code} of ${org.id}`,
          },
        },
      },
    };
    subgraphs.a.sdl = subgraphs.a.sdl.replace("type Org { id: ID! }", "type Org { id: ID! @shareable }");
    const { data, errors } = await answer(subgraphs, "{ items { stock } }");
    expect([data, errors]).toEqual([{ items: [{ stock: "c1 of o1" }, { stock: "c2 of o2" }] }, []]);
  });

  it("asked for at two places by one subgraph are asked for in one call, each once", async () => {
    const subgraphs = {
      posts: {
        sdl: `type Query { posts: [Post!]!  me: User }  type Post { id: ID!  author: User! }  type User @key(fields: "id") { id: ID! }`,
        resolvers: {
          Query: {
            posts: () => ["u1", "u2", "u1"].map((id, at) => ({ id: `p${at}`, author: { id } })),
            me: () => ({ id: "u1" }),
          },
        },
      },
      users: {
        sdl: `type User @key(fields: "id") { id: ID!  name: String }`,
        resolvers: { User: { __resolveReference: by("id"), name: ({ id }: { id: string }) => `name of ${id}` } },
      },
    };
    const { data, calls } = await answer(subgraphs, "{ posts { author { name } } me { name } }");
    expect(data).toEqual({
      posts: ["u1", "u2", "u1"].map((id) => ({ author: { name: `name of ${id}` } })),
      me: { name: "name of u1" },
    });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(["posts", "users"]);
    expect(calls[1]!.variables["representations"]).toHaveLength(2);
  });

  it("of an interface that another subgraph knows as an object", async () => {
    const subgraphs = {
      media: {
        sdl: `type Query { media: [Media!]! }
          interface Media @key(fields: "id") { id: ID!  title: String }
          type Book implements Media @key(fields: "id") { id: ID!  title: String  pages: Int }
          type Film implements Media @key(fields: "id") { id: ID!  title: String  minutes: Int }`,
        resolvers: {
          Query: {
            media: () => [
              { __typename: "Book", id: "b", title: "B", pages: 7 },
              { __typename: "Film", id: "f", title: "F", minutes: 90 },
            ],
          },
          Media: {
            __resolveReference: ({ id }: { id: string }) =>
              id === "b" ? { __typename: "Book", id, title: "B", pages: 7 } : { __typename: "Film", id, title: "F", minutes: 90 },
          },
          Book: { __resolveReference: ({ id }: { id: string }) => ({ id, title: "B", pages: 7 }) },
          Film: { __resolveReference: ({ id }: { id: string }) => ({ id, title: "F", minutes: 90 }) },
        },
      },
      reviews: {
        sdl: `type Query { latest: Media }  type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int }`,
        resolvers: {
          Query: { latest: () => ({ id: "f" }) },
          Media: { __resolveReference: by("id"), stars: ({ id }: { id: string }) => id.charCodeAt(0) },
        },
      },
    };
    const { data, errors } = await answer(
      subgraphs,
      "{ media { __typename stars ... on Book { pages } } latest { __typename stars title ... on Film { minutes } } }",
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      media: [
        { __typename: "Book", stars: 98, pages: 7 },
        { __typename: "Film", stars: 102 },
      ],
      latest: { __typename: "Film", stars: 102, title: "F", minutes: 90 },
    });
  });

  it("in a union, with fields of one name and different types", async () => {
    const subgraphs = {
      a: {
        sdl: `type Query { found: [Found!]! }  union Found = Person | Place
          type Person @key(fields: "id") { id: ID!  size: Int! }  type Place @key(fields: "id") { id: ID!  size: String }`,
        resolvers: {
          Query: {
            found: () => [
              { __typename: "Person", id: "p", size: 5 },
              { __typename: "Place", id: "q", size: "large" },
            ],
          },
        },
      },
      b: {
        sdl: `type Person @key(fields: "id") { id: ID!  note: String! }  type Place @key(fields: "id") { id: ID!  note: [String] }`,
        resolvers: {
          Person: { __resolveReference: by("id"), note: () => "n" },
          Place: { __resolveReference: by("id"), note: () => ["m"] },
        },
      },
    };
    const { data, errors } = await answer(
      subgraphs,
      "{ found { ... on Person { size note } ... on Place { area: size remark: note } } }",
    );
    expect([data, errors]).toEqual([
      {
        found: [
          { size: 5, note: "n" },
          { area: "large", remark: ["m"] },
        ],
      },
      [],
    ]);
  });

  it("@provides saves a fetch, @override moves a field", async () => {
    const subgraphs = {
      a: {
        sdl: `type Query { post: Post }  type Post { author: User @provides(fields: "name") }
          type User @key(fields: "id") { id: ID!  name: String @external  age: Int }`,
        resolvers: { Query: { post: () => ({ author: { id: "1", name: "provided", age: 1 } }) } },
      },
      b: {
        sdl: `type User @key(fields: "id") { id: ID!  name: String @shareable  age: Int @override(from: "a") }`,
        resolvers: { User: { __resolveReference: by("id"), name: () => "own", age: () => 2 } },
      },
    };
    const provided = await answer(subgraphs, "{ post { author { name } } }");
    expect([provided.data, provided.calls.length]).toEqual([{ post: { author: { name: "provided" } } }, 1]);
    expect((await answer(subgraphs, "{ post { author { age } } }")).data).toEqual({ post: { author: { age: 2 } } });
  });
});

it("mutations run one after another, in the order of the text, and their results are entities like others", async () => {
  const log: string[] = [];
  const note =
    (name: string) =>
    async (_: unknown, { id }: { id: string }) => {
      await new Promise((resolve) => setTimeout(resolve, name === "a" ? 20 : 1));
      log.push(`${name}${id}`);
      return { id };
    };
  const subgraphs = {
    a: {
      sdl: `type Query { one: Thing }  type Mutation { a(id: ID!): Thing }  type Thing @key(fields: "id") { id: ID! }`,
      resolvers: { Mutation: { a: note("a") } },
    },
    b: {
      sdl: `type Mutation { b(id: ID!): Thing }  type Thing @key(fields: "id") { id: ID!  seen: String }`,
      resolvers: { Mutation: { b: note("b") }, Thing: { __resolveReference: by("id"), seen: () => log.join() } },
    },
  };
  const { data } = await answer(subgraphs, `mutation { x: a(id: "1") { seen } y: b(id: "2") { seen } z: a(id: "3") { id } }`);
  expect(log).toEqual(["a1", "b2", "a3"]);
  expect(data).toMatchObject({ y: { seen: "a1,b2" }, z: { id: "3" } });
});

it("a mutation that is asked for twice is done twice", async () => {
  let count = 0;
  const subgraphs = {
    a: {
      sdl: `type Query { one: Int }  type Mutation { add(n: Int!): Sum }  type Sum { total: Int }`,
      resolvers: { Mutation: { add: (_: unknown, { n }: { n: number }) => ({ total: (count += n) }) } },
    },
  };
  const { data } = await answer(subgraphs, `mutation { x: add(n: 1) { total } y: add(n: 1) { total } __typename }`);
  expect(data).toEqual({ x: { total: 1 }, y: { total: 2 }, __typename: "Mutation" });
});

describe("conditions", () => {
  const subgraphs = {
    a: {
      sdl: `type Query { it: Thing }  type Thing @key(fields: "id") { id: ID!  size(in: Int!): Int }
        type Box @key(fields: "id") { id: ID!  size(in: Int!): Int }`,
      resolvers: { Query: { it: () => ({ id: "1" }) }, Thing: { size: (_: unknown, { in: unit }: { in: number }) => unit } },
    },
    b: {
      sdl: `type Thing @key(fields: "id") { id: ID!  size(in: Int!): Int @external  label: String  price: Int @requires(fields: "size(in: 3)") }
        type Box @key(fields: "id") { id: ID!  size(in: Int!): Int @external  weight: Int @requires(fields: "size(in: 2)") }`,
      resolvers: { Thing: { label: () => "l", price: ({ size }: { size: number }) => 10 * size } },
    },
  };
  const text = `query ($p: Boolean!) { it { label @include(if: true) price @include(if: $p) label } }`;

  it("a field that is left out takes nothing with it, though it needs something", async () => {
    const without = await answer(subgraphs, text, { p: false });
    expect(without.data).toEqual({ it: { label: "l" } });
    expect(without.calls.map(({ query }) => query.includes("size") || query.includes("@"))).toEqual([false, false]);
    expect((await answer(subgraphs, text, { p: true })).data).toEqual({ it: { label: "l", price: 30 } });
  });

  it("keys stand in the order in which they are met first", async () => {
    const order = `query ($p: Boolean!) { it { label @include(if: $p) id label } }`;
    expect(JSON.stringify((await answer(subgraphs, order, { p: false })).data)).toBe(`{"it":{"id":"1","label":"l"}}`);
    expect(JSON.stringify((await answer(subgraphs, order, { p: true })).data)).toBe(`{"it":{"label":"l","id":"1"}}`);
  });
});

describe("names that a client may choose", () => {
  const subgraphs = {
    a: {
      sdl: `type Query { user(name: String): User }  type User @key(fields: "id") { id: ID!  name: String }`,
      resolvers: { Query: { user: (_: unknown, { name }: { name?: string }) => ({ id: "1", name: name ?? "n" }) } },
    },
    b: {
      sdl: `type User @key(fields: "id") { id: ID!  age(unit: String): Int }`,
      resolvers: { User: { __resolveReference: by("id"), age: (_: unknown, { unit }: { unit?: string }) => unit?.length ?? 7 } },
    },
  };

  it("C14 __proto__, constructor, id for another field, __typename for another, are all answered", async () => {
    const text = `{ user { id: name __typename: age(unit: "ab") __proto__: age toString: name constructor: id hasOwnProperty: __typename } }`;
    const { data, errors } = await answer(subgraphs, text);
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toBe(
      '{"user":{"id":"n","__typename":2,"__proto__":7,"toString":"n","constructor":"1","hasOwnProperty":"User"}}',
    );
    expect(({} as Record<string, unknown>)["age"]).toBeUndefined();
  });

  it("G03 five hundred aliases of one field are one field for the departments", async () => {
    const aliases = Array.from({ length: 500 }, (_, at) => `a${at}: age`).join(" ");
    const { data, calls } = await answer(subgraphs, `{ user { ${aliases} } }`);
    expect(Object.keys((data as { user: object }).user)).toHaveLength(500);
    expect(calls[1]!.query.match(/age/g)).toHaveLength(1);
  });

  it("the same response name at two depths, with different arguments, means each its own", async () => {
    const text = `query ($a: String, $b: String) { x: user(name: $a) { x: age(unit: "a") } y: user(name: $b) { x: age(unit: "abc") y: name } }`;
    const { data } = await answer(subgraphs, text, { a: "A", b: "B" });
    expect(data).toEqual({ x: { x: 1 }, y: { x: 3, y: "B" } });
  });
});
