/** The guide for departments shows code of this project, not code that once was. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import * as kinds from "../kit/record/kinds";

const guide = readFileSync(join(projectRoot(), "subgraphs", "sectors", "README.md"), "utf8");
const blocks = [...guide.matchAll(/```(?:ts|yaml)\n(?:\/\/|#) (\S+)\n([\s\S]*?)```/g)].map(
  ([, file, code]) => [file!, code!] as const,
);

it("shows an item, a class and a code list", () => {
  expect(blocks.map(([file]) => file)).toEqual([
    "schema/catalogue/items/tax.yaml",
    "subgraphs/sectors/tax/records.ts",
    "subgraphs/sectors/courts/lists.ts",
  ]);
});

it.each(blocks)("shows %s as it stands", (file, code) => {
  expect(readFileSync(join(projectRoot(), file), "utf8")).toContain(code);
});

it("names every kind of field that there is", () => {
  const missing = Object.keys(kinds).filter((kind) => !guide.includes(`\`${kind}`));
  expect(missing).toEqual([]);
});
