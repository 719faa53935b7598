import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { warrantKeysOf } from "./warrantKeys";

const folder = mkdtempSync(join(tmpdir(), "keys-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [A, B] = ["a1".repeat(32), "b2".repeat(32)];
const texts = (keys: readonly Buffer[]) => keys.map((key) => key.toString("hex"));

it("reads keys in the order given, and refuses weak ones by the name of the variable", () => {
  expect(texts(warrantKeysOf(`${A},${B}`, "KEY")())).toEqual([A, B]);
  for (const weak of ["", "secret", A.slice(2), `${A},`]) expect(() => warrantKeysOf(weak, "KEY")).toThrow(/^KEY holds/);
  expect(() => warrantKeysOf(`file:${folder}/none`, "KEY")).toThrow("KEY names a file that cannot be read (ENOENT)");
});

it("D16 a key is added, put first and taken away without a restart; a broken file changes nothing and is told once", async () => {
  const file = join(folder, "tax");
  const errors: string[] = [];
  writeFileSync(file, `${A}\n`);
  const keys = warrantKeysOf(`file:${file}`, "KEY", ({ message }) => errors.push(message));
  const after = async (text: string) => {
    writeFileSync(file, text);
    await new Promise((resolve) => setTimeout(resolve, 1_010));
    return texts(keys());
  };
  expect(await after(`${A}\n${B}\n`)).toEqual([A, B]);
  expect(await after(`${B}\n${A}`)).toEqual([B, A]);
  expect(await after("broken")).toEqual([B, A]);
  expect(texts(keys())).toEqual([B, A]);
  expect(errors).toEqual([expect.stringMatching(/^KEY, in the file that it names, holds/)]);
  expect(await after(B)).toEqual([B]);
});
