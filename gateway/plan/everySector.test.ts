/** The largest operation that a client may want must fit the limits at the door and a second of planning. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Lexer, Source, TokenKind } from "graphql";
import { projectRoot } from "../../schema/contract/projectRoot";
import { everyField } from "../operation/askedFields";
import { graph, operationOf } from "../operation/committedGraph.fixture";
import { everyFieldOfEverySector } from "../operation/everyField.fixture";
import { LIMITS } from "../operation/limits";
import { openPlanner } from "./planner";

const query = everyFieldOfEverySector(graph.apiSchema);

it("takes every field of every sector, typed lists and records alike, with room left in bytes and tokens (256 kB, 6,000)", () => {
  const lexer = new Lexer(new Source(query));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens++;
  expect(tokens).toBeLessThan(LIMITS.tokens * 0.9);
  expect(Buffer.byteLength(query)).toBeLessThan(64 * 1024);
  expect([...everyField(operationOf(query).roots)].length).toBeGreaterThan(3000);
});

it("plans it within the second that an operation has: one fetch a sector", async () => {
  const supergraphSdl = readFileSync(join(projectRoot(), "schema", "supergraph.graphql"), "utf8");
  // The budget is wide and the best of several counts, for the machine may be busy with other things.
  const planner = await openPlanner({ supergraphSdl, budgetMs: 20_000 });
  const times: number[] = [];
  try {
    for (let round = 0; round < 4; round++) {
      const began = performance.now();
      const plan = JSON.stringify(await planner.plan(query + " ".repeat(round)));
      times.push(performance.now() - began);
      expect(plan.split('"kind":"Fetch"').length - 1).toBe(26);
    }
  } finally {
    await planner.close();
  }
  expect(Math.min(...times)).toBeLessThan(1000);
}, 60_000);
