import { parse } from "graphql";
import { withEchoedKeys } from "./echoedKeys";

const head = "query Q($representations:[_Any!]!){_entities(representations:$representations)";

it("C08 asks each entity for its type and key, besides what was asked", () => {
  expect(withEchoedKeys(`${head}{...on Person{tax{asOf}}}}`)).toEqual({
    query: `${head}{...on Person{tax{asOf}}_k_typename:__typename ...on Person{_k_id:id}}}`,
    echo: { typename: "_k_typename", id: "_k_id" },
  });
});

it("asks for the key in every type that is named, directly, in a fragment or behind a condition", () => {
  const { query } = withEchoedKeys(`${head}{...on Person{a}...F...@include(if:true){...on Company{c}}}}fragment F on Firm{b}`);
  for (const type of ["Person", "Firm", "Company"]) expect(query).toContain(`...on ${type}{_k_id:id}`);
  expect(() => parse(query)).not.toThrow();
});

it("C08 takes aliases that occur nowhere in the operation, so that no client alias stands in for the echo", () => {
  const { query, echo } = withEchoedKeys(`${head}{...on Person{_k_id:name _kk:name}}}`);
  expect(echo).toEqual({ typename: "_kkk_typename", id: "_kkk_id" });
  expect(query).toContain("_k_id:name");
});

it("leaves an operation that asks for no entities as it is, even one with that alias", () => {
  const text = `{_entities:person(number:"p1"){id}}`;
  expect(withEchoedKeys(text)).toEqual({ query: text });
});

it("remembers what it rewrote", () => {
  const text = `${head}{...on Person{remembered}}}`;
  expect(withEchoedKeys(text)).toBe(withEchoedKeys(text));
});
