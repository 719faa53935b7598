/**
 * One case, judged: by the oracles of the attack catalogue; by the rules as restated, place by place, in both directions
 * (what is closed is told with the right reason, what is open is not withheld); and by the shape that was asked for.
 */
import { askerOf, judge } from "../attacks/support/oracles";
import { purposeOf } from "../attacks/support/restatedRules";
import type { Answered, District } from "../support/district";
import { expectedRulings, type Expected } from "./expectedRulings";
import type { FuzzCase } from "./randomCase";

/** Root fields that open persons: the others may refuse in their own subgraph as well. */
const PERSON_ROOT = /^Query\.(person|people|me)$/;

export async function judgeCase(district: District, one: FuzzCase): Promise<Answered> {
  const answer = await judge(district, { ...one, ...(one.isDryRun && { more: { extensions: { dryRun: true } } }) });
  const { body, status } = answer;
  // Every department is well: none may be blamed for the shape of an operation.
  expect((body.errors ?? []).filter(({ extensions }) => /SECTOR|INTERNAL|EVIDENCE|OVERLOADED/.test(extensions.code))).toEqual([]);
  if (body.errors?.some(({ path }) => path === undefined)) {
    expect([body.data, district.seen.length, status >= 400]).toEqual([null, 0, true]);
    return answer;
  }
  // Which of his requests a citizen names decides how he sees himself; none of these exists.
  if (one.query.includes("asSeenBy")) return answer;
  const expected = expectedRulings(one);
  if (one.isDryRun) explainedAsRuled(answer, expected, district);
  else if (one.query.startsWith("mutation")) mutatedAsRuled(answer, expected, district);
  else toldAsRuled(answer, expected, askerOf(one));
  if (!one.isDryRun) expect(lostKeys(body.data, expected)).toEqual([]);
  return answer;
}

function toldAsRuled({ body }: Answered, expected: readonly Expected[], asker: ReturnType<typeof askerOf>): void {
  const persons = new Set(expected.filter(({ coordinate }) => PERSON_ROOT.test(coordinate)).map(({ path }) => path));
  const closed = expected.filter((place) => place.closed !== undefined && !place.isBelow);
  const due = new Set(closed.map((place) => `${place.path} ${place.closed}`));
  const errors = (body.errors ?? []).map(({ path, extensions }) => ({ path: path!.join("."), ...extensions }));
  const told = errors
    .filter(
      ({ code, path }) =>
        code === "UNAUTHORIZED_FIELD_OR_TYPE" || due.has(`${path} ${code}`) || (code === "ACCESS_DENIED" && persons.has(path)),
    )
    .map(({ path, code, reason }) => `${path} ${reason ?? code}`);
  expect([...new Set(told)].sort()).toEqual([...due].sort());
  // A cursor that is none costs its field, and what must not be null above it.
  if (purposeOf(asker) && errors.every(({ code }) => code !== "BAD_USER_INPUT"))
    openIsShown(body.data as Record<string, unknown> | null, expected);
}

/** Whoever may be opened exists: with anything open below him he is not null. */
function openIsShown(data: Record<string, unknown> | null, expected: readonly Expected[]): void {
  const leaves = expected.filter((place) => place.isLeaf && place.closed === undefined && !place.isBelow);
  for (const { path, coordinate, closed } of expected) {
    if (coordinate !== "Query.person" || closed !== undefined) continue;
    if (leaves.some((leaf) => leaf.path.startsWith(`${path}.`))) expect([path, data?.[path] ?? null]).not.toEqual([path, null]);
  }
}

/** A mutation of which anything is closed has no effect at all. */
function mutatedAsRuled({ body }: Answered, expected: readonly Expected[], { seen }: District): void {
  if (!expected.some((place) => place.closed !== undefined)) return;
  expect([body.data, seen.length]).toEqual([null, 0]);
}

function explainedAsRuled({ body, status }: Answered, expected: readonly Expected[], { seen, internals }: District): void {
  expect([status, body.data, seen.length]).toEqual([200, null, 0]);
  expect(internals.filter((name) => name !== "audit.append")).toEqual([]);
  const explained = body.extensions.explanation as { coordinate: string; path: string[]; open: boolean; rule: string }[];
  const inWords = (path: string, coordinate: string, isOpen: boolean) => `${path} ${coordinate} ${isOpen ? "open" : "closed"}`;
  const got = explained.map(({ path, coordinate, open }) => inWords(path.join("."), coordinate, open));
  const due = expected.map(({ path, coordinate, closed, isBelow }) =>
    inWords(path, coordinate, closed === undefined && !isBelow),
  );
  expect([...new Set(got)].sort()).toEqual([...new Set(due)].sort());
}

/** Places that were asked for and that an object of the answer lacks. */
function lostKeys(data: unknown, expected: readonly Expected[]): string[] {
  if (data === null) return [];
  return expected
    .filter(({ path, isCertain }) => isCertain && lacks([data], path.split(".")))
    .map(({ path, coordinate }) => `${path} (${coordinate})`);
}

function lacks(objects: readonly unknown[], [key, ...rest]: readonly string[]): boolean {
  const here = objects.flatMap((one) => (Array.isArray(one) ? (one.flat() as unknown[]) : [one])).filter((one) => one !== null);
  if (rest.length === 0) return here.some((one) => !Object.hasOwn(one as object, key!));
  const below = here.filter((one) => Object.hasOwn(one as object, key!)).map((one) => (one as Record<string, unknown>)[key!]);
  return below.length > 0 && lacks(below, rest);
}
