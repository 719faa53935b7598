/** Which part of a look-up a function belongs to; and the time of a profile by part. Time of V8 and Node that is nobody's is told so. */
import type { Profiler } from "node:inspector";

type Profile = Profiler.Profile;
type Node = Profiler.ProfileNode;

/** What fits a function's name, a space, and its file. In order: the first that fits; what fits none is its caller's. */
const PARTS: readonly (readonly [part: string, fits: RegExp])[] = [
  ["garbage collection", /^\(garbage collector\)/],
  ["JSON", /^(parseJson|writeJson) /],
  [
    "evidence: hash, log, receipt",
    / .*(gateway\/evidence\/|subgraphs\/platform\/audit\/|subgraphs\/kit\/signer|schema\/contract\/evidence\/)/,
  ],
  ["evidence: hash, log, receipt", / node:internal\/crypto\/hash/],
  ["token", / .*gateway\/authenticate\//],
  ["database", / .*(node_modules\/(libsql|mysql2|@neon-rs)\/|subgraphs\/kit\/store\/)/],
  ["authorisation", / .*(gateway\/(authorize|plan|grant)\/|gateway\/warrants|subgraphs\/kit\/door\/)/],
  ["engine", / .*gateway\/engine\//],
  ["compiled reads in the departments", / .*subgraphs\/kit\/read\//],
  ["rows to slices and records", / .*subgraphs\/kit\//],
  ["counting for supervision", / .*subgraphs\/platform\/supervision\//],
  ["way to the departments", / .*(gateway\/(subgraph|observe)\/|node_modules\/prom-client\/)/],
  [
    "body, operation, variables",
    / .*(gateway\/(http|operation)\/|schema\/contract\/(strictJson|scalarForms|citizenId|personName)|node_modules\/graphql\/)/,
  ],
  ["stages, limits, answer", / .*(gateway\/|subgraphs\/|schema\/|node_modules\/(lru-cache|rate-limiter-flexible|pino)\/)/],
  ["timers, promises, event loop", / node:internal\/(timers|process\/|promises)/],
  ["timers, promises, event loop", / node:timers/],
  [
    "socket and HTTP",
    / node:(net|http|_http|internal\/(http|stream|streams|js_stream|net)|stream|internal\/dtrace|internal\/async_hooks|events|internal\/url)/,
  ],
];

/** Frames that say nothing of themselves belong to whoever called them. */
const OF_THEIR_CALLER =
  / node:(buffer|internal\/(buffer|util|crypto|validators|errors|fixed_queue|linkedlist|priority_queue|encoding)|crypto|perf_hooks|internal\/perf)/;

export interface Frame {
  label: string;
  part: string;
  /** Self time, µs. */
  self: number;
  children: Map<string, Frame>;
}

export const REST = "V8 and Node, nobody's";

/** The profile as a tree of named frames, alike ones joined; what was idle is left out. */
export function framesOf(profile: Profile): Frame {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const self = new Map<number, number>();
  profile.samples!.forEach((id, at) => self.set(id, (self.get(id) ?? 0) + profile.timeDeltas![at]!));
  const root: Frame = { label: "a look-up", part: REST, self: 0, children: new Map() };
  const add = (node: Node, above: Frame): void => {
    const frame = frameOf(node, above);
    frame.self += self.get(node.id) ?? 0;
    for (const id of node.children ?? []) if (!isIdle(nodes.get(id)!)) add(nodes.get(id)!, frame);
  };
  for (const id of profile.nodes[0]!.children ?? []) if (!isIdle(nodes.get(id)!)) add(nodes.get(id)!, root);
  return root;
}

/** Nothing, or the sampler's own work. */
function isIdle({ callFrame: { functionName, url } }: Node): boolean {
  return functionName === "(idle)" || (functionName === "post" && url === "node:inspector");
}

function frameOf({ callFrame: { functionName, url } }: Node, above: Frame): Frame {
  const file = url.replace(/^file:\/\//, "").replace(/^.*\/dist\//, "");
  const name = functionName === "" ? "(anonymous)" : functionName;
  const text = `${name} ${file}`;
  const part = OF_THEIR_CALLER.test(text) ? above.part : (PARTS.find(([, fits]) => fits.test(text))?.[0] ?? above.part);
  const label = file === "" || file.startsWith("bench/") ? name : `${name} — ${file.replace(/^.*node_modules\//, "")}`;
  let frame = above.children.get(label);
  if (frame === undefined) above.children.set(label, (frame = { label, part, self: 0, children: new Map() }));
  return frame;
}

export function totalOf({ self, children }: Frame): number {
  return [...children.values()].reduce((sum, child) => sum + totalOf(child), self);
}

/** Self time by part, µs, the largest first. */
export function timeByPart(root: Frame): [part: string, time: number][] {
  return byTime(root, ({ part }) => part);
}

/** Self time by function, µs, the largest first. */
export function timeByFunction(root: Frame): [label: string, time: number][] {
  return byTime(root, ({ label, part }) => `${label} [${part}]`);
}

function byTime(root: Frame, keyOf: (frame: Frame) => string): [string, number][] {
  const times = new Map<string, number>();
  const add = (frame: Frame): void => {
    if (frame.self > 0) times.set(keyOf(frame), (times.get(keyOf(frame)) ?? 0) + frame.self);
    frame.children.forEach(add);
  };
  add(root);
  return [...times].sort(([, a], [, b]) => b - a);
}
