import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot, rootAbove } from "./projectRoot";

test("the project's root is the folder of its package.json", () => {
  expect(existsSync(join(projectRoot(), "schema", "contract", "projectRoot.ts"))).toBe(true);
});

test("compiled code finds the same root, past package files of others", () => {
  const root = mkdtempSync(join(tmpdir(), "root-"));
  const compiled = join(root, "dist", "schema", "contract");
  try {
    mkdirSync(compiled, { recursive: true });
    writeFileSync(join(root, "package.json"), '{ "name": "credit-graph" }');
    writeFileSync(join(root, "dist", "package.json"), '{ "type": "commonjs" }');
    expect(rootAbove(compiled)).toBe(root);
    rmSync(join(root, "package.json"));
    expect(() => rootAbove(compiled)).toThrow("no folder above");
  } finally {
    rmSync(root, { recursive: true });
  }
});
