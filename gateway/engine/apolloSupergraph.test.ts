import { Supergraph } from "@apollo/federation-internals";
import { withoutSecurityFor } from "./apolloSupergraph";
import { supergraphOfThree } from "./threeSubgraphs.fixture";

const sdl = supergraphOfThree();

it("drops the purpose of the three security links and nothing else, so that the stock engine loads the supergraph", () => {
  expect(() => Supergraph.build(sdl)).toThrow(/for: SECURITY/);
  const mended = withoutSecurityFor(sdl);
  expect(() => Supergraph.build(mended)).not.toThrow();
  expect(mended.match(/for: EXECUTION/g)).toHaveLength(1);
  expect(mended).not.toContain("for: SECURITY");
  expect(mended.match(/@authenticated/g)).toHaveLength(sdl.match(/@authenticated/g)!.length);
});

it("leaves any other security feature to be refused by the stock engine", () => {
  const foreign = sdl.replace("schema\n", `schema\n  @link(url: "https://specs.example.org/sealed/v1.0", for: SECURITY)\n`);
  expect(() => Supergraph.build(withoutSecurityFor(foreign))).toThrow(/sealed.*for: SECURITY/);
});
