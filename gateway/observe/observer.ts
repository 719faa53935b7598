/** What the parts of the gateway tell of themselves while they work: codes of closed lists and times, never a person. */
export interface Observer {
  /** A call to a subgraph: what came of it, a code or ANSWERED. */
  subgraph(subgraph: string, kind: "graph" | "internal", outcome: string, seconds: number): void;
  /** A plan that was asked for. */
  plan(outcome: "known" | "planned" | "refused"): void;
}
