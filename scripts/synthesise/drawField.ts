/**
 * What stands in a field that a sketch says nothing of: by its name, where sectors use one name for one thing, else by
 * its kind. A text that neither explains is an Error, so that no made-up record says 示例文本.
 */
import type { RecordSpec, DetailField } from "../../subgraphs/kit/record/recordType";
import type { Kind } from "../../subgraphs/kit/record/kinds";
import type { Draft, Draw } from "./draw";
import { drawn, never, sometimes } from "./draw";
import { enterprise } from "./organs";

const documentNo: Draw = ({ documentNo: next }) => next();

/** A number of the department's own register: its prefix, the year, a serial number. */
const serialNo =
  ({ item }: RecordSpec): Draw =>
  ({ scene: { numbers }, decidedOn }) => {
    const series = `${item.code.replace("-", "")}${decidedOn.slice(0, 4)}`;
    return `${series}${String(numbers.next(series)).padStart(5, "0")}`;
  };

const TITLES: Record<string, Draw> = {
  ...{ decisionNo: documentNo, caseNo: documentNo, entryNo: documentNo, determinationNo: documentNo, docNo: documentNo },
  penaltyTypes: ({ gravity }) =>
    gravity === "MINOR" ? ["WARNING"] : gravity === "SERIOUS" ? ["FINE", "SUSPEND_LICENCE"] : ["FINE"],
  refunded: [true, true, false],
  year: ({ decidedOn }) => Number(decidedOn.slice(0, 4)),
};

const SERIALS = new Set(["certNo", "regNo", "licenceNo", "qualificationNo", "workerNo", "volunteerNo", "certificateNo"]);

/** Most of those on file are in practice, or registered. */
const STATES: Record<string, Draw> = {
  PracticeStatus: ({ scene }) =>
    scene.random.weighted([
      ["PRACTISING", 94],
      ["SUSPENDED", 3],
      ["CANCELLED", 3],
    ]),
  RegistrationStatus: ({ scene }) =>
    scene.random.weighted([
      ["REGISTERED", 95],
      ["LAPSED", 3],
      ["CANCELLED", 2],
    ]),
};

const FINES = { MINOR: [0.5, 4], GENERAL: [5, 200], SERIOUS: [200, 2000] } as const;

const KINDS: Record<string, (spec: RecordSpec) => Draw> = {
  LegalDate:
    () =>
    ({ decidedOn }) =>
      decidedOn,
  Instant:
    () =>
    ({ decidedOn, scene: { random } }) =>
      `${decidedOn}T0${1 + random.whole(9)}:${10 + random.whole(50)}:00.000Z`,
  Money:
    () =>
    ({ gravity, scene }) => {
      const [least, most] = FINES[gravity ?? "GENERAL"];
      return `${100 * Math.round(least + scene.random.whole(most - least))}.00`;
    },
  UsccCode:
    () =>
    ({ scene: { numbers, random } }) =>
      enterprise("COMPANY", numbers, random).uscc,
  YesNo: () => [true, true, false],
  ViolationCode:
    ({ item }) =>
    ({ scene: { random } }) =>
      `${item.code.split("-")[0]}-${1001 + random.whole(40)}`,
  CauseCode:
    ({ item }) =>
    ({ scene: { random } }) =>
      `${item.code.split("-")[0]}-${2001 + random.whole(40)}`,
  OpaqueId:
    ({ item }) =>
    ({ scene: { numbers } }) =>
      `${item.code}-${numbers.next(item.code)}`,
};

/** @throws Error where nothing says what to draw. */
export function drawOf(spec: RecordSpec, { name, kind, optional }: DetailField): Draw {
  const draw = TITLES[name] ?? (SERIALS.has(name) ? serialNo(spec) : ofKind(spec, kind));
  // A date that may be empty means that something has happened; only a sketch can say so.
  if (optional && (draw === undefined || kind.name === "LegalDate")) return never;
  if (draw === undefined) throw new Error(`record type ${spec.name}: its sketch must say what stands in ${name}`);
  return optional ? sometimes(0.7, draw) : draw;
}

function ofKind(spec: RecordSpec, kind: Kind): Draw | undefined {
  return STATES[kind.name] ?? codesOf(kind) ?? KINDS[kind.name]?.(spec);
}

/** The codes of a code list; one of them in a list where a field holds several. */
function codesOf(kind: Kind): Draw | undefined {
  const type = kind.graphql();
  if (Array.isArray(type)) {
    const codes = codeList(type[0]);
    return codes?.map((code) => [code]);
  }
  return codeList(type);
}

function codeList(type: unknown): string[] | undefined {
  const isList = typeof type === "object" && type !== null && Object.getPrototypeOf(type) === Object.prototype;
  return isList ? Object.keys(type) : undefined;
}

export function drawDetail(spec: RecordSpec, draws: Readonly<Record<string, Draw>>, draft: Draft): void {
  for (const field of spec.details) {
    const value = drawn(draws[field.name] ?? drawOf(spec, field), draft);
    if (value !== undefined) draft.detail[field.name] = value;
  }
}
