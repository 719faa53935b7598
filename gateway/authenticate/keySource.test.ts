import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KeySetProblem } from "./keySet";
import { keySource } from "./keySource";

const folder = mkdtempSync(join(tmpdir(), "key-source-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("C18 reaches a key set over https, or over http on this machine alone", async () => {
  for (const address of [
    "http://issuer.example/keys",
    "http://127.0.0.1.evil.example/",
    "ftp://localhost/keys",
    "file:///etc/passwd",
    "http://10.0.0.1/",
  ]) {
    expect(() => keySource(address)).toThrow(/over https/);
  }
  for (const address of [
    "https://issuer.example/keys",
    "http://127.0.0.1:9/keys",
    "http://localhost:9/keys",
    "http://[::1]:9/keys",
  ]) {
    const source = keySource(address);
    expect(source.name).toBe(address);
    await source.close();
  }
});

it("M05 puts no password and no query of the address into a sentence", async () => {
  expect(() => keySource("https://user:hunter2@issuer.example/keys")).toThrow(/^(?!.*hunter2).*password/);
  const source = keySource("http://127.0.0.1:1/keys?key=hunter2");
  await expect(source.read()).rejects.toThrow("the key set http://127.0.0.1:1/keys cannot be reached (ECONNREFUSED)");
  await source.close();
});

it("names the file that is missing, a folder, too large or not UTF-8", async () => {
  const large = join(folder, "large.json");
  writeFileSync(large, " ".repeat(256 * 1024 + 1));
  const odd = join(folder, "odd.json");
  writeFileSync(odd, Buffer.from([0x7b, 0xff, 0x7d]));
  const cases: [string, string][] = [
    [join(folder, "none.json"), "cannot be read (ENOENT)"],
    [folder, "cannot be read (EISDIR)"],
    [large, "is larger than 262144 bytes"],
    [odd, "is not UTF-8"],
  ];
  for (const [path, sentence] of cases) {
    await expect(keySource(path).read()).rejects.toThrow(new KeySetProblem(`the key set ${path} ${sentence}`));
  }
});
