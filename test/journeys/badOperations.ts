/** Operations that the gateway refuses, or refuses in part: each is a way in which a client gets something wrong. */
import { lookupOf } from "../support/district";
import type { Asked } from "./randomOperation";

const LOOK_UP = "query($lookup: PersonLookup!, $access: Access!)";
const ACCESS = { purpose: "LICENSING_REVIEW", caseNumber: "案-1" };
const COURTS = "courts { records { edges { cursor node { id } } } }";

function clerk(query: string, variables: object = { lookup: lookupOf(1), access: ACCESS }): Asked {
  return { persona: "licensing-clerk", query, variables };
}

function looking(variables: object, fields = "id"): Asked {
  return clerk(`${LOOK_UP} { person(lookup: $lookup, access: $access) { ${fields} } }`, {
    lookup: lookupOf(1),
    access: ACCESS,
    ...variables,
  });
}

const withName = (name: string) => ({ lookup: { ...lookupOf(1), name } });
const withNumber = (idNumber: unknown) => ({ lookup: { ...lookupOf(1), idNumber } });

export const BAD_OPERATIONS: readonly Asked[] = [
  clerk("query {"),
  clerk("{ purposes { id } } { purposes { id } }"),
  clerk("{ nothing }"),
  clerk("{ _service { sdl } }"),
  clerk("subscription { me { id } }"),
  clerk(`${LOOK_UP} ${"{ person ".repeat(300)}`),
  clerk(`{ ${Array.from({ length: 40 }, (_, at) => `a${at}: purposes { id }`).join(" ")} }`),
  clerk(`query($access: Access!) { person(lookup: { idNumber: "11010519491231002X", name: "某" }, access: $access) { id } }`, {
    access: ACCESS,
  }),
  clerk(
    `${LOOK_UP} { a: person(lookup: $lookup, access: $access) { id } b: person(lookup: $lookup, access: { purpose: GREEN_CHANNEL, caseNumber: "2" }) { id } }`,
  ),
  clerk("query($lookups: [PersonLookup!]!, $access: Access!) { people(lookups: $lookups, access: $access) { id } }", {
    lookups: Array.from({ length: 201 }, () => lookupOf(0)),
    access: ACCESS,
  }),
  looking(withNumber("110105491231002")),
  looking(withNumber("110105194912310021")),
  looking(withNumber(11010519491231002)),
  looking(withNumber("１20115197802029913")),
  looking(withName("刘建国 ")),
  looking(withName("刘\u200b建国")),
  looking(withName("")),
  looking({ access: { ...ACCESS, purpose: "BANK_CREDIT" } }),
  looking({ access: { ...ACCESS, purpose: "INVESTIGATION" } }),
  looking({ access: { ...ACCESS, purpose: "CURIOSITY" } }),
  looking({ access: { ...ACCESS, caseNumber: " " } }),
  looking({ access: { ...ACCESS, grant: "G1" } }),
  looking({ access: { ...ACCESS, justifications: [{ category: "PENALTY", reason: "短" }] } }),
  looking({}, "courts { records(first: 0) { edges { cursor } } }"),
  looking({}, "courts { records(first: 201) { edges { cursor } } }"),
  looking({}, `id tax { asOf } courts { records(after: "bm90aGluZw") { edges { cursor } } }`),
  looking({}, `tax { records(after: "eA") { edges { cursor } } } market { records(after: "eA") { edges { cursor } } } ${COURTS}`),
  looking({}, "id nothing"),
  looking(
    {},
    "id tax { taxArrearsNotices(first: 2) { noticeNo } records { edges { cursor } } } market { marketPenalties { decisionNo } }",
  ),
  { persona: "licensing-clerk", query: "{ me { id } }", variables: {} },
  {
    persona: "citizen:3",
    query: `${LOOK_UP} { person(lookup: $lookup, access: $access) { id ${COURTS} } }`,
    variables: { lookup: lookupOf(3), access: ACCESS },
  },
  {
    persona: "nobody",
    query: `${LOOK_UP} { person(lookup: $lookup, access: $access) { id } }`,
    variables: { lookup: lookupOf(3), access: ACCESS },
  },
  { persona: "nobody", query: "{ __schema { queryType { fields { name } } } }", variables: {} },
];
