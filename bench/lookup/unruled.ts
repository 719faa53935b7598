/**
 * The gateway with all subgraphs in one process, as `npm start`; with BENCH_AUTHORISATION=off its twin in which the first
 * ruling stands for every later request, no plan is held against it, and a row that was seen once is not judged again: what
 * authorisation costs a request is the difference. It serves nobody but this benchmark, which asks one operation of one kind
 * of caller.
 */
import * as filtering from "../../gateway/authorize/filterCache";
import * as ruling from "../../gateway/authorize/ruleRequest";
import * as within from "../../gateway/plan/planCoordinates";
import { main } from "../../scripts/start";
import * as visibility from "../../subgraphs/kit/door/visible";
import { benchEnvironment } from "../config";

if (benchEnvironment()["BENCH_AUTHORISATION"] === "off") {
  const { isVisible } = visibility;
  const seen = new Map<string, boolean>();
  Object.assign(ruling, { ruleRequest: once(ruling.ruleRequest) });
  Object.assign(filtering, { filterOnce: once(filtering.filterOnce) });
  Object.assign(within, { checkPlanWithin: () => [] });
  Object.assign(visibility, {
    isVisible(...given: Parameters<typeof isVisible>): boolean {
      const { id } = given[0] as { id?: string };
      let is = seen.get(id!);
      if (is === undefined) seen.set(id!, (is = isVisible(...given)));
      return is;
    },
  });
}

function once<A extends unknown[], V>(find: (...given: A) => V): (...given: A) => V {
  let found: { value: V } | undefined;
  return (...given) => (found ??= { value: find(...given) }).value;
}

void main([]);
