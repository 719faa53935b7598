/** What README.md says is what happens: its first query, copied from it, gives its answer; both languages carry the same code. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../schema/contract/projectRoot";
import { cast } from "../../scripts/synthesise/cast";
import { withoutReceipt } from "../support/withoutReceipt";
import { ask, openDistrict, type District } from "../support/district";

const readmes = ["README.md", "README.zh-CN.md"] as const;
const textOf = (file: string) => readFileSync(join(projectRoot(), file), "utf8");
const blocksOf = (file: string) =>
  [...textOf(file).matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, code]) => ({ language, code: code! }));

/** Dates and document numbers follow the day on which the district is made. */
const withoutDigits = (value: unknown) => JSON.parse(JSON.stringify(value).replace(/\d/g, "0")) as unknown;

/** The JSON documents of a text, one after the other. */
function documentsIn(text: string): unknown[] {
  return text
    .split(/^(?=\{)/m)
    .filter((part) => part.trim() !== "")
    .map((part) => JSON.parse(part) as unknown);
}

describe.each(readmes)("%s", (file) => {
  let district: District;
  beforeAll(async () => {
    district = await openDistrict();
  });
  afterAll(() => district.close());

  it("gives the answer that it shows for its first query", async () => {
    const shell = blocksOf(file).find(({ code }) => code.includes("curl"))!.code;
    const [, persona] = /npm run -s token -- (\S+)\)/.exec(shell)!;
    const [, body] = /<<'JSON'\n([\s\S]*?)\nJSON/.exec(shell)!;
    const shown = blocksOf(file).find(({ language, code }) => language === "json" && code.includes("completeness"))!.code;
    const answered = await ask(district.url, body!, { authorization: `Bearer ${await district.token(persona!)}` });
    expect(answered.status).toBe(200);
    expect(answered.receipt?.token).toEqual(expect.any(String));
    expect(withoutDigits(answered.body)).toEqual(withoutDigits(JSON.parse(shown)));
  });

  it("gives the answers that it shows of an authorisation, when its commands are run in a shell", async () => {
    const shell = blocksOf(file).find(({ code }) => code.includes("approveGrant"))!.code;
    const shown = blocksOf(file).find(({ language, code }) => language === "json" && code.includes("REVOKED"))!.code;
    const tokens = Object.fromEntries(
      await Promise.all(["bank", "citizen"].map(async (persona) => [persona.toUpperCase(), await district.token(persona)])),
    ) as Record<string, string>;
    const script = shell
      .replaceAll("http://127.0.0.1:4000", district.url)
      .replace(/\$\(npm run -s token -- (\w+)\)/g, (_, persona: string) => tokens[persona.toUpperCase()]!)
      // One answer a line.
      .replace("-d @-;", "-d @-; echo;");
    const { stdout } = await promisify(execFile)("bash", ["-c", script]);
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => withoutReceipt(JSON.parse(line) as unknown));
    expect(answers).toEqual(documentsIn(shown));
  });

  it("names every member of the cast", () => {
    const text = textOf(file);
    expect(cast.filter(({ name, idNumber }) => !text.includes(`| ${name} | ${idNumber} |`))).toEqual([]);
  });
});

it("both languages show the same commands and code", () => {
  const [english, chinese] = readmes.map((file) =>
    blocksOf(file)
      .filter(({ language }) => language === "json")
      .map(({ code }) => code),
  );
  expect(chinese).toEqual(english);
});

it("every command of package.json is explained in both languages", () => {
  const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
  const commands = Object.keys(scripts).filter((name) => !["build", "lint", "format"].includes(name));
  for (const file of readmes) {
    expect(
      commands.filter((name) => !textOf(file).includes(name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`)),
    ).toEqual([]);
  }
});
