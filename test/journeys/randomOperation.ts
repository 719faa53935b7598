/**
 * Operations made at random from the graph itself and the cast: any persona, any purpose, any selection over the
 * slices. The same seed and number give the same operation on every machine.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildASTSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
} from "graphql";
import { projectRoot } from "../../schema/contract/projectRoot";
import { cast } from "../../scripts/synthesise/cast";
import { randomOf, type Random } from "../../scripts/synthesise/random";

export interface Asked {
  persona: string;
  query: string;
  variables: object;
}

type Composite = GraphQLObjectType | GraphQLInterfaceType;

const schema = buildASTSchema(parse(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8")));
/** What the departments say of a person. */
export const SLICES = Object.values(typeOf("Person").getFields())
  .filter(({ type }) => isSlice(getNamedType(type)))
  .map(({ name }) => name);
const CATEGORIES = valuesOf("RecordCategory");
const PURPOSES = valuesOf("PurposeCode");

/** Who asks, with the purposes that suit him. */
const AGENCIES: [persona: string, purposes: string[]][] = [
  ["licensing-clerk", ["LICENSING_REVIEW", "GREEN_CHANNEL", "JOINT_PUNISHMENT_CHECK", "PUBLIC_LICENCE_CHECK"]],
  ["civil-service-recruiter", ["CIVIL_SERVICE_RECRUITMENT", "APPOINTMENT", "GOVERNMENT_PROCUREMENT"]],
  ["judge", ["COURT_ENFORCEMENT", "CASE_HANDLING", "DATA_QUALITY", "APPOINTMENT"]],
  ["investigator", ["INVESTIGATION", "PROFESSIONAL_REGISTRATION"]],
  ["school", ["STUDENT_DECISION", "COMMENDATION_REVIEW", "CASE_HANDLING"]],
  ["bank", ["BANK_CREDIT", "PUBLIC_LICENCE_CHECK"]],
  ["nobody", ["PUBLIC_LICENCE_CHECK"]],
];

function valuesOf(name: string): string[] {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

/** Operation `number` of the run with `seed`. */
export function randomOperation(seed: number, number: number): Asked {
  const random = randomOf(seed, number);
  const kind = random.weighted([
    ["person", 50],
    ["people", 20],
    ["me", 16],
    ["purposes", 5],
    ["catalogueItems", 9],
  ] as const);
  if (kind === "me") return { persona: `citizen:${random.whole(12)}`, query: `query { me ${person(random)} }`, variables: {} };
  if (kind === "purposes")
    return { persona: anyone(random), query: `{ purposes ${selection(typeOf("Purpose"), random, 3)} }`, variables: {} };
  if (kind === "catalogueItems") return { persona: anyone(random), query: catalogueItems(random), variables: {} };
  return ofOthers(kind, random);
}

function anyone(random: Random): string {
  return random.pick(["integrator", "licensing-clerk", "citizen:0", "nobody"]);
}

function catalogueItems(random: Random): string {
  const sector = random.chance(0.5) ? `sector: "${random.pick([...SLICES, "police"])}", ` : "";
  return `{ catalogueItems(${sector}first: ${random.pick([1, 3, 50, 200])}) ${selection(typeOf("CatalogueItemConnection"), random, 4)} }`;
}

function ofOthers(kind: "person" | "people", random: Random): Asked {
  const [persona, own] = random.pick(AGENCIES);
  const justified = random.chance(0.5) ? CATEGORIES.filter(() => random.chance(0.5)) : [];
  const access = {
    purpose: random.chance(0.8) ? random.pick(own) : random.pick(PURPOSES),
    caseNumber: `案-${random.whole(1000)}`,
    ...(justified.length > 0 && {
      justifications: justified.map((category) => ({ category, reason: "本案需要核对此类记录内容" })),
    }),
  };
  const [definition, argument, lookup] =
    kind === "person"
      ? ["$lookup: PersonLookup!", "lookup: $lookup", { lookup: lookUp(random) }]
      : [
          "$lookups: [PersonLookup!]!",
          "lookups: $lookups",
          { lookups: Array.from({ length: 1 + random.whole(14) }, () => lookUp(random)) },
        ];
  const more = random.chance(0.1) ? ` purposes ${selection(typeOf("Purpose"), random, 2)}` : "";
  const fragments: string[] = [];
  const asked = person(random, fragments);
  const condition = asked.includes("$yes") ? ", $yes: Boolean = true" : "";
  const query = `query($access: Access!, ${definition}${condition}) { ${kind}(${argument}, access: $access) ${asked}${more} }`;
  return { persona, query: [query, ...fragments].join(" "), variables: { access, ...lookup } };
}

/** Mostly a member of the cast; sometimes one under another's name, sometimes a number that nobody has. */
function lookUp(random: Random): { idNumber: string; name: string } {
  const { idNumber, name } = random.pick(cast);
  if (random.chance(0.08)) return { idNumber, name: random.pick(cast).name };
  return random.chance(0.06) ? { idNumber: "120115199001010007", name } : { idNumber, name };
}

/** What is asked of a person: some of his own fields, some slices, now and then by way of a fragment. */
function person(random: Random, fragments?: string[]): string {
  const fields = Object.values(typeOf("Person").getFields());
  // Who looked is written anew with every look, and each form of the district has a log of its own.
  const own = fields.filter(({ name }) => !SLICES.includes(name) && name !== "accessLog" && random.chance(0.5));
  const slices = fields.filter(({ name }) => SLICES.includes(name) && random.chance(0.2));
  const text = ["__typename", ...[...own, ...slices].map((one) => field(one, random, 6))].join(" ");
  if (fragments === undefined || random.chance(0.6)) return `{ ${text} }`;
  fragments.push(`fragment Seen on Person { ${text} }`);
  return random.pick([
    "{ ...Seen }",
    "{ id ...Seen ... on Person { ...Seen maskedName } }",
    "{ id ...Seen @include(if: $yes) ... @skip(if: true) { name } }",
  ]);
}

function isSlice(type: unknown): boolean {
  return isObjectType(type) && Object.hasOwn(type.getFields(), "records");
}

function typeOf(name: string): GraphQLObjectType {
  return schema.getType(name) as GraphQLObjectType;
}

function selection(type: Composite, random: Random, depth: number): string {
  const all = Object.values(type.getFields()).filter((one) => depth > 1 || !isComposite(getNamedType(one.type)));
  const some = all.filter((one) => random.chance(isComposite(getNamedType(one.type)) ? 0.6 : 0.4));
  const parts = (some.length > 0 ? some : all.slice(0, 1)).map((one) => field(one, random, depth));
  if (random.chance(0.2)) parts.push("__typename");
  if (isInterfaceType(type) && random.chance(0.7)) parts.push(ofOneType(type, random));
  return `{ ${parts.join(" ")} }`;
}

/** Fields of one type behind the interface, under names of their own, for types give one name to different things. */
function ofOneType(type: GraphQLInterfaceType, random: Random): string {
  const one = random.pick(schema.getPossibleTypes(type));
  const own = Object.values(one.getFields()).filter(({ name }) => type.getFields()[name] === undefined && random.chance(0.6));
  return `... on ${one.name} { __typename ${own.map(({ name }) => `${one.name}_${name}: ${name}`).join(" ")} }`;
}

function field(one: GraphQLField<unknown, unknown>, random: Random, depth: number): string {
  const inner = getNamedType(one.type);
  const alias = random.chance(0.04) ? `other_${one.name}: ` : "";
  return `${alias}${one.name}${given(one, random)}${isComposite(inner) ? ` ${selection(inner, random, depth - 1)}` : ""}`;
}

function given(one: GraphQLField<unknown, unknown>, random: Random): string {
  const takes = (name: string) => one.args.some((argument) => argument.name === name);
  const parts: string[] = [];
  if (takes("first") && random.chance(0.5)) parts.push(`first: ${random.pick([1, 2, 5, 200])}`);
  if (takes("filter") && random.chance(0.4)) parts.push(`filter: ${filter(random)}`);
  return parts.length > 0 ? `(${parts.join(", ")})` : "";
}

function filter(random: Random): string {
  const parts = [
    `categories: [${CATEGORIES.filter(() => random.chance(0.6)).join(", ")}]`,
    `polarity: [${["ADVERSE", "NEUTRAL", "POSITIVE"].filter(() => random.chance(0.7)).join(", ")}]`,
    `gravity: [SERIOUS, GENERAL]`,
    `decidedFrom: "20${String(10 + random.whole(16))}-01-31"`,
    `decidedTo: "2026-02-28"`,
  ];
  return `{ ${parts.filter(() => random.chance(0.3)).join(", ")} }`;
}

function isComposite(type: unknown): type is Composite {
  return isObjectType(type) || isInterfaceType(type);
}
