import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { subgraphNamed, subgraphNames } from "../../subgraphs/register";
import { refuseUncomposed } from "./refuseUncomposed";

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "composed-"));
  mkdirSync(join(root, "schema", "subgraphs"), { recursive: true });
  writeFileSync(join(root, "schema", "subgraphs", "tax.graphql"), "# a note\ntype TaxSlice { asOf: DateTime! }\n");
});
afterAll(() => rmSync(root, { recursive: true }));

describe("C17 a subgraph starts", () => {
  it("when it is what the supergraph was composed of, as each of the committed ones is", () => {
    refuseUncomposed({ name: "tax", sdl: "type TaxSlice { asOf: DateTime! }\n\n" }, root);
    for (const name of subgraphNames) refuseUncomposed({ name, sdl: subgraphNamed(name).build().sdl }, projectRoot());
  });

  it("not when a field is gone or new: the sentence names it and says what to do", () => {
    const sentence =
      "subgraph tax is not what the supergraph was composed of (schema/subgraphs/tax.graphql differs): run npm run compose";
    expect(() => refuseUncomposed({ name: "tax", sdl: "type TaxSlice { asOf: DateTime! more: Int }" }, root)).toThrow(sentence);
    expect(() => refuseUncomposed({ name: "tax", sdl: "" }, root)).toThrow(sentence);
  });

  it("not when the supergraph was composed without it", () => {
    expect(() => refuseUncomposed({ name: "police", sdl: "" }, root)).toThrow(
      "subgraph police is not what the supergraph was composed of",
    );
  });
});
