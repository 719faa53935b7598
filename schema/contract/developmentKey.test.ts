import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentKey, developmentWarrantKey } from "./developmentKey";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a development key", () => {
  it("is made once and is the same for whoever asks again", () => {
    const key = developmentWarrantKey(folder, "tax");
    expect(key).toHaveLength(32);
    expect(developmentWarrantKey(folder, "tax")).toEqual(key);
    expect(developmentWarrantKey(folder, "courts")).not.toEqual(key);
  });

  it("is the one that another process put there first, when two make it at the same moment", () => {
    let theirs: string | undefined;
    const ours = developmentKey(folder, "raced", () => {
      theirs = developmentKey(folder, "raced", () => "theirs");
      return "ours";
    });
    expect(theirs).toBe("theirs");
    expect(ours).toBe("theirs");
    expect(readdirSync(join(folder, "keys"))).toEqual(["raced"]);
  });

  it("can be read by its owner alone", () => {
    developmentKey(folder, "secret");
    expect(statSync(join(folder, "keys", "secret")).mode & 0o077).toBe(0);
    expect(statSync(join(folder, "keys")).mode & 0o077).toBe(0);
  });

  it("is not made where the folder cannot hold it", () => {
    writeFileSync(join(folder, "keys"), "a file in the way");
    expect(() => developmentKey(folder, "secret")).toThrow("ENOTDIR");
  });
});
