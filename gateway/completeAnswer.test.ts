import { filterOperation } from "./authorize/filterOperation";
import { openJudge, type FieldRuling } from "./authorize/ruleField";
import type { RequestRuling } from "./authorize/ruleRequest";
import { decide } from "./authorize/decide";
import { completeAnswer } from "./completeAnswer";
import type { EngineResult } from "./engine/engine";
import { operationOf, placeAt, rules } from "./operation/committedGraph.fixture";

const judge = openJudge(rules);
const licensing = rules.catalogue.agencies.find(({ code }) => code === "licensing");
const ruling = decide(
  { scopes: new Set(["person:read"]), agency: licensing, person: undefined },
  { purpose: "LICENSING_REVIEW", justifications: [] },
  rules.catalogue,
  "2026-11-23",
);
const decision = "decision" in ruling ? ruling.decision : undefined;

interface Given {
  closed?: string[];
  denied?: string[];
  result?: Partial<EngineResult>;
  variables?: Record<string, unknown>;
  decided?: boolean;
}

function answered(text: string, { closed = [], denied = [], result, variables = {}, decided = true }: Given) {
  const operation = operationOf(text);
  const refused = new Set(denied.map((path) => placeAt(operation, path)));
  const rule = (coordinate: string): FieldRuling =>
    closed.includes(coordinate) ? { open: false, reason: "PURPOSE" } : { open: true };
  const request: RequestRuling = { decision: decided ? decision : undefined, denied: refused, detail: undefined };
  const whole = result && { data: null, errors: [], unavailable: [], answered: [], ...result };
  const filtered = filterOperation(operation, rule, refused);
  return completeAnswer(
    { roots: operation.roots, variables, ruling: request, filtered, result: whole, requestId: "R1", even: false },
    { rules, judge },
  );
}

it("an answer with nothing closed is the engine's, and is complete", () => {
  const answer = answered("{ me { maskedName } }", { result: { data: { me: { maskedName: "x" } }, answered: ["identity"] } });
  expect(answer).toEqual({
    status: 200,
    payload: {
      data: { me: { maskedName: "x" } },
      extensions: { completeness: { complete: true, answered: ["identity"], unavailable: [], withheld: [] } },
    },
  });
});

it("O3 what is closed is null with an error that says which rule, and the answer is not complete", () => {
  const { status, payload } = answered("{ me { name maskedName } }", {
    closed: ["Person.name"],
    result: { data: { me: { maskedName: "x" } }, answered: ["identity"] },
  });
  expect([status, payload.data]).toEqual([200, { me: { name: null, maskedName: "x" } }]);
  expect(payload.errors).toEqual([
    { message: expect.any(String), path: ["me", "name"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE", reason: "PURPOSE" } },
  ]);
  expect(payload.extensions!.completeness!.complete).toBe(false);
});

it("A27 everything closed is null, 200 and one error a field; everything denied is null and 403", () => {
  const closed = answered("{ me { name idNumber } }", { closed: ["Person.name", "Person.idNumber"] });
  expect([closed.status, closed.payload.data, closed.payload.errors!.length]).toEqual([200, null, 2]);
  const denied = answered("{ me { name } }", { denied: ["me"], decided: false });
  expect([denied.status, denied.payload.data]).toEqual([403, null]);
  expect(denied.payload.errors).toEqual([{ message: expect.any(String), path: ["me"], extensions: { code: "ACCESS_DENIED" } }]);
  expect(denied.payload.extensions).toBeUndefined();
});

it("A26 one root denied is null with its error beside the others", () => {
  const { status, payload } = answered("{ me { name } purposes { code } }", {
    denied: ["me"],
    decided: false,
    result: { data: { purposes: [] }, answered: ["catalogue"] },
  });
  expect([status, payload.data]).toEqual([200, { me: null, purposes: [] }]);
  expect(payload.errors!.map(({ path }) => path)).toEqual([["me"]]);
});

it("A21 says nothing of what is closed or denied and not reached", () => {
  const text = "query ($v: Boolean!) { me { name @include(if: $v) maskedName } person: me @include(if: $v) { id } }";
  const given: Given = {
    closed: ["Person.name"],
    denied: ["person"],
    result: { data: { me: { maskedName: "x" } } },
    variables: { v: false },
  };
  expect(answered(text, given).payload.errors).toBeUndefined();
  expect(answered(text, { ...given, variables: { v: true } }).payload.errors).toHaveLength(2);
});

it("K01 a department that failed is named, with the error at its place", () => {
  const errors: EngineResult["errors"] = [{ message: "m", path: ["me", "tax"], subgraph: "tax", code: "SECTOR_UNAVAILABLE" }];
  const unavailable: EngineResult["unavailable"] = [{ subgraph: "tax", code: "SECTOR_UNAVAILABLE" }];
  const { payload } = answered("{ me { id tax { asOf } } }", {
    result: { data: { me: { id: "1", tax: null } }, errors, unavailable, answered: ["identity"] },
  });
  expect(payload.errors).toEqual([{ message: "m", path: ["me", "tax"], extensions: { code: "SECTOR_UNAVAILABLE" } }]);
  expect(payload.extensions!.completeness!).toEqual({
    complete: false,
    answered: ["identity"],
    unavailable: [{ sector: "tax", code: "SECTOR_UNAVAILABLE" }],
    withheld: [],
  });
});

it("an internal error carries the number under which the log explains it", () => {
  const errors: EngineResult["errors"] = [{ message: "m", path: ["me", "tax"], subgraph: "tax", code: "INTERNAL_SERVER_ERROR" }];
  const { payload } = answered("{ me { tax { asOf } } }", { result: { data: { me: { tax: null } }, errors } });
  expect(payload.errors![0]!.extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", reference: "R1" });
});

it("names as withheld the closed categories of the sectors whose records are reached, and of no other", () => {
  const text =
    "query ($v: Boolean!) { me { courts { records { edges { cursor } } } market @include(if: $v) { records { edges { cursor } } } tax { asOf } } }";
  const withheld = (v: boolean) =>
    answered(text, { result: { data: { me: null } }, variables: { v } }).payload.extensions!.completeness!.withheld;
  expect(withheld(false)).toEqual([{ category: "JUDICIAL", reason: "PURPOSE" }]);
  expect(withheld(true).map(({ category }) => category)).toEqual(["JUDICIAL", "PENALTY", "OCCUPATION"]);
});

it("shares what it finds of an operation with no answer of another caller", () => {
  const text = "{ me { courts { records { edges { cursor } } } } }";
  const first = answered(text, { result: { data: { me: null } } }).payload.extensions!.completeness!;
  first.withheld.push({ category: "X", reason: "GRANT" });
  expect(answered(text, { result: { data: { me: null } } }).payload.extensions!.completeness!.withheld).toHaveLength(1);
});
