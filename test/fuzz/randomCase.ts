/**
 * One case of the fuzz: anybody asks anything about anyone for any purpose. The same seed and number give the same case on
 * every machine, but for ids of the district that it was made for.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildASTSchema, parse } from "graphql";
import { CONDITIONS, OperationWriter } from "../../gateway/operation/randomOperation.fixture";
import { projectRoot } from "../../schema/contract/projectRoot";
import { PERSONAS } from "../../scripts/developmentIssuer";
import { drawing, type Draw } from "../attacks/support/drawing";
import { CAST_SIZE, type Attack } from "../attacks/support/oracles";
import { agencyRows, categoryCodes, purposeRows } from "../attacks/support/restatedRules";
import { lookupOf } from "../support/district";
import { ArgumentWriter } from "./randomArguments";

export const schema = buildASTSchema(parse(readFileSync(join(projectRoot(), "schema", "api.graphql"), "utf8")));

export interface FuzzCase extends Attack {
  /** What `$v0`, `$v1`, `$v2` are in the end, given or by default. */
  conditions: Readonly<Record<string, boolean>>;
  isDryRun: boolean;
  /** Under an authorisation of the member, which is to be asked for first. */
  isGranted: boolean;
}

/** Persona with purposes that suit: half of all cases, for most others end at the first rule. */
const SUITED: readonly [persona: string, purposes: readonly string[]][] = [
  ["licensing-clerk", ["LICENSING_REVIEW", "GREEN_CHANNEL", "JOINT_PUNISHMENT_CHECK", "PUBLIC_LICENCE_CHECK"]],
  ["civil-service-recruiter", ["CIVIL_SERVICE_RECRUITMENT", "APPOINTMENT", "GOVERNMENT_PROCUREMENT"]],
  ["judge", ["COURT_ENFORCEMENT", "CASE_HANDLING", "DATA_QUALITY"]],
  ["investigator", ["INVESTIGATION", "PROFESSIONAL_REGISTRATION"]],
  ["school", ["STUDENT_DECISION", "COMMENDATION_REVIEW"]],
];

const PERSON_ROOTS: ReadonlySet<string> = new Set(["person", "people", "me"]);

/** Case `number` of the run with `seed`; `ids` exist in the district. */
export function randomCase(seed: number, number: number, ids: readonly string[]): FuzzCase {
  const draw = drawing(seed * 100_003 + number);
  const pick = <T>(list: readonly T[]): T => list[draw(list.length - 1)]!;
  const member = draw(CAST_SIZE - 1);
  const isSelf = draw(4) === 0;
  const isGranted = !isSelf && draw(7) === 0;
  const [suited, purposes] = pick(SUITED);
  const isSuited = draw(1) === 0;
  const as = isGranted ? "bank" : isSelf && draw(4) > 0 ? `citizen:${member}` : isSuited ? suited : anybody(draw);
  const purpose = isGranted ? "BANK_CREDIT" : isSuited ? pick(purposes) : pick(purposeRows).code;
  // Who works at a desk sees its records whole: with ids that exist that is his right, and no matter of purposes.
  const { text, variables, conditions } = operation(draw, isSelf, /steward|reviewer/.test(as) ? [] : ids);
  return {
    as,
    ...(!isSelf && { purpose, justify: categoryCodes.filter(() => draw(1) === 0) }),
    member,
    query: text,
    variables: { ls: [lookupOf(member), lookupOf(member)], ...variables },
    conditions,
    isDryRun: draw(9) === 0,
    isGranted,
  };
}

function anybody(draw: Draw): string {
  const sector = agencyRows.filter(({ sectors, code }) => sectors.includes(code));
  const desk = `${sector[draw(sector.length - 1)]!.code}-${["steward", "reviewer"][draw(1)]!}`;
  const all = [...PERSONAS.map(({ name }) => (name === "citizen" ? `citizen:${draw(CAST_SIZE - 1)}` : name)), desk];
  return all[draw(all.length - 1)]!;
}

type Written = Pick<FuzzCase, "conditions"> & { text: string; variables: Record<string, unknown> };

function operation(draw: Draw, isSelf: boolean, ids: readonly string[]): Written {
  const given = new ArgumentWriter(draw, ids);
  const kind = draw(11) === 0 ? "mutation" : "query";
  const writer = new OperationWriter(schema, draw, {
    argumentsOf: (field) => given.argumentsOf(field),
    rootsOf: (all) => {
      // One operation states one purpose, or it is refused before it is interesting.
      const fitting = all.filter(({ name }) => (isSelf ? name !== "person" && name !== "people" : name !== "me"));
      const persons = fitting.filter(({ name }) => PERSON_ROOTS.has(name));
      return persons.length === 0 || draw(4) === 0 ? fitting : persons;
    },
  });
  const root = kind === "query" ? schema.getQueryType()! : schema.getMutationType()!;
  const body = `${writer.selection(root, draw(7) === 0 ? 8 : 3 + draw(2))} ${writer.fragments()}`;
  const conditions: Record<string, boolean> = {};
  const variables: Record<string, unknown> = {};
  for (const name of CONDITIONS) {
    const value = draw(1) === 0;
    if (!body.includes(`$${name}`)) continue;
    conditions[name] = value;
    const isDefault = draw(3) === 0;
    given.declare(name, isDefault ? `Boolean! = ${String(value)}` : "Boolean!");
    if (!isDefault) variables[name] = value;
  }
  return { text: `${kind} Q${given.declarations()} ${body}`, variables: { ...variables, ...given.variables }, conditions };
}
