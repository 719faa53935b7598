/**
 * What stands against a case of the register, as the register itself knows: a case that names the wrong entry would hang
 * one person's records on another.
 */
import type { Complaint, DraftComplaints } from "../../kit/intake/rowChecks";
import { numberHash } from "../../kit/store/personLinks";
import { personsById } from "../../kit/store/personRegister";
import { NUMBER_CHANGE, UNIQUENESS_CASE } from "./personCases";

type Draft = Parameters<DraftComplaints>[2][number];

export const caseComplaints: DraftComplaints = async (database, spec, drafts) => {
  if (spec.name === NUMBER_CHANGE) return drafts.map(aboutChange);
  if (spec.name !== UNIQUENESS_CASE) return drafts.map(() => undefined);
  const ids = [...new Set(drafts.flatMap(candidatesOf))];
  const known = await personsById(database, ids);
  const unknown = new Set(ids.filter((_, place) => known[place] === undefined));
  return drafts.map((draft) => aboutDuplicate(draft, unknown));
};

/** The row is about whoever has the new number. */
function aboutChange({ idNumber, detail }: Draft): Complaint | undefined {
  if (detail["newNumberHash"] === numberHash(idNumber)) return undefined;
  return { column: "变更后号码杂凑值", problem: "与“公民身份号码”的杂凑值（SHA-256）不一致；该列应为变更后的号码" };
}

function aboutDuplicate(draft: Draft, unknown: ReadonlySet<string>): Complaint | undefined {
  const { detail, personId } = draft;
  const column = "涉及人员标识";
  if (candidatesOf(draft).some((id) => unknown.has(id))) return { column, problem: "有的标识不在人口登记之中，请核对" };
  if (detail["finding"] === undefined) return undefined;
  if (detail["resolvedOn"] === undefined) return { column: "办结日期", problem: "有核查结论的，须填写办结日期" };
  if (candidatesOf(draft).every((id) => id === personId)) return { column, problem: "须有本人以外的标识" };
  return undefined;
}

function candidatesOf({ detail }: Draft): string[] {
  return detail["candidatePersonIds"] as string[];
}
