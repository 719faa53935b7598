import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Refusal } from "../../../schema/contract/publicCode";
import { hashOfText, pathOfFile, writeOperationsFile } from "./operationsFile";
import { openOperationRegistry, type OperationRegistry } from "./operationRegistry";

let folder: string;
let now = 0;
let errors: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "operations-"));
  errors = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (only = true) =>
  openOperationRegistry({
    folders: [folder, join(folder, "nowhere")],
    only,
    now: () => now,
    onError: ({ message }) => errors.push(message),
  });
const register = (agency: string, ...texts: string[]) =>
  writeOperationsFile(folder, { agency, operations: texts.map((text) => ({ name: "Q", text, sha256: hashOfText(text) })) });
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOfText(text) } } });
const byText = (query: string) => ({ query, extensions: {} });
function asked(registry: OperationRegistry, body: Parameters<OperationRegistry["textOf"]>[0], agency?: string) {
  try {
    return registry.textOf(body, agency === undefined ? {} : { agency });
  } catch (error) {
    return (error as Refusal).code;
  }
}

it("G01 gives a registered operation by its text and by its hash to whom it was registered for, and to nobody else", () => {
  register("bank", "query Q { bank }");
  register("citizen", "query Q { me }");
  register("all", "query Q { all }");
  const registry = open();
  for (const by of [byHash, byText]) {
    expect(asked(registry, by("query Q { bank }"), "bank")).toBe("query Q { bank }");
    expect(asked(registry, by("query Q { bank }"), "school")).toBe("OPERATION_UNKNOWN");
    expect(asked(registry, by("query Q { bank }"))).toBe("OPERATION_UNKNOWN");
    expect(asked(registry, by("query Q { me }"))).toBe("query Q { me }");
    expect(asked(registry, by("query Q { me }"), "bank")).toBe("OPERATION_UNKNOWN");
    expect(asked(registry, by("query Q { all }"), "bank")).toBe("query Q { all }");
    expect(asked(registry, by("query Q { all }"))).toBe("query Q { all }");
    expect(asked(registry, by("query Q {  all }"), "bank")).toBe("OPERATION_UNKNOWN");
  }
});

it("G01 an agency of the name citizen or all is no way to their files", () => {
  register("citizen", "query Q { me }");
  expect(asked(open(), byText("query Q { me }"), "citizen")).toBe("OPERATION_UNKNOWN");
});

it("H14 refuses a hash of another text, and one that is no hash", () => {
  register("bank", "query Q { bank }");
  const registry = open();
  expect(asked(registry, { ...byHash("query Q { bank }"), query: "query Q { other }" }, "bank")).toBe("BAD_REQUEST");
  expect(asked(registry, { ...byHash("query Q { bank }"), query: "query Q { bank }" }, "bank")).toBe("query Q { bank }");
  for (const persistedQuery of [
    {},
    1,
    "x",
    { version: 2, sha256Hash: "a".repeat(64) },
    { version: 1, sha256Hash: "A".repeat(64) },
  ])
    expect(asked(registry, { extensions: { persistedQuery } }, "bank")).toBe("BAD_REQUEST");
});

it("H15 registers nothing because it was sent", () => {
  const registry = open();
  const body = { ...byHash("query Q { new }"), query: "query Q { new }" };
  expect(asked(registry, body, "bank")).toBe("OPERATION_UNKNOWN");
  expect(asked(registry, byHash("query Q { new }"), "bank")).toBe("OPERATION_UNKNOWN");
});

it("takes any text in development, and a hash of what is registered", () => {
  register("bank", "query Q { bank }");
  const registry = open(false);
  expect(asked(registry, byText("{ anything }"), "school")).toBe("{ anything }");
  expect(asked(registry, byHash("query Q { bank }"), "bank")).toBe("query Q { bank }");
  expect(asked(registry, byHash("{ anything }"), "bank")).toBe("OPERATION_UNKNOWN");
});

it("reads again what changed, within a second and without a restart; a broken file changes nothing and is told once", () => {
  const registry = open();
  expect(asked(registry, byText("query Q { bank }"), "bank")).toBe("OPERATION_UNKNOWN");
  register("bank", "query Q { bank }");
  now += 1_000;
  expect(asked(registry, byText("query Q { bank }"), "bank")).toBe("query Q { bank }");
  writeFileSync(pathOfFile(folder, "bank"), "{");
  for (const _ of [1, 2]) {
    now += 1_000;
    expect(asked(registry, byText("query Q { bank }"), "bank")).toBe("query Q { bank }");
  }
  expect(errors).toEqual([expect.stringContaining("bank.json is not JSON")]);
  rmSync(pathOfFile(folder, "bank"));
  now += 1_000;
  expect(asked(registry, byText("query Q { bank }"), "bank")).toBe("OPERATION_UNKNOWN");
  writeFileSync(pathOfFile(folder, "bank"), "{");
  expect(() => open()).toThrow("bank.json is not JSON");
});
