/**
 * Nothing of a person is kept on the way (catalogue I10, I11, G19): no answer in any cache, at the gateway or after it; pages
 * go by cursor alone.
 */
import { buildSchema, isObjectType } from "graphql";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../schema/contract/projectRoot";
import { judge, LOOKUP, told } from "./support/oracles";
import { useLab } from "./support/useLab";

const lab = useLab();
const { attack } = lab;
const clerk = (selection: string) =>
  judge(lab.district, {
    ...{ as: "licensing-clerk", purpose: "LICENSING_REVIEW" },
    query: `${LOOKUP} { person(lookup: $l, access: $a) { ${selection} } }`,
  });

attack("I10", "no answer of the graph may be kept by anybody, nor told from another by a mark", async ({ district }) => {
  const answers = [
    await clerk("maskedName"),
    await clerk("nothing"),
    await district.ask("citizen", "{ me { name } }"),
    await district.ask("nobody", "{ me { name } }"),
    await fetch(`${district.url}/graphql`),
    await fetch(`${district.url}/health/ready`),
    await fetch(`${district.url}/metrics`),
    await fetch(`${district.url}/playground/personas`),
    await fetch(`${district.url}/.well-known/credit-graph/keys`),
    await fetch(`${district.url}/nothing`),
  ];
  for (const { headers } of answers) {
    expect(headers.get("cache-control")).toBe("no-store");
    expect(["etag", "last-modified", "age", "expires", "set-cookie"].filter((name) => headers.has(name))).toEqual([]);
  }
});

attack("I11", "the same request again is asked of the departments again, and shows what they hold now", async ({ district }) => {
  const selection = "courts { judgmentDefaulters { determiningOrgan } }";
  const organ = async () => (await clerk(selection)).body.data.person.courts.judgmentDefaulters[0].determiningOrgan as string;
  const before = await organ();
  const { running } = district.local.find(({ definition }) => definition.name === "courts")!;
  await running.environment.database!.write((manager) =>
    manager.query("UPDATE record SET determining_organ = ? WHERE type = 'JudgmentDefaulter'", [`${before}，新`]),
  );
  expect(await organ()).toBe(`${before}，新`);
  expect(district.seen.map(({ subgraph }) => subgraph)).toEqual(["identity", "courts"]);
});

attack("I11", "of the same request under another purpose nothing is remembered", async ({ district }) => {
  const query = `${LOOKUP} { person(lookup: $l, access: $a) { maskedName courts { judgmentDefaulters { id } } } }`;
  const by = (purpose: string) => judge(district, { as: "licensing-clerk", purpose, query });
  for (const purpose of ["LICENSING_REVIEW", "GREEN_CHANNEL", "LICENSING_REVIEW", "GREEN_CHANNEL"])
    expect(told(await by(purpose))).toEqual(purpose === "GREEN_CHANNEL" ? ["person.courts.judgmentDefaulters PURPOSE"] : []);
});

it("G19 has no page by number: no argument of the graph skips or counts", () => {
  const schema = buildSchema(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8"), { assumeValid: true });
  const names = new Set(
    Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => !name.startsWith("__"))
      .flatMap((type) => Object.values(type.getFields()))
      .flatMap(({ args }) => args.map(({ name }) => name)),
  );
  expect(["offset", "skip", "page", "pageNumber", "start", "limit", "last"].filter((name) => names.has(name))).toEqual([]);
  expect(names.has("first") && names.has("after")).toBe(true);
});
