/**
 * All subgraphs of the benchmark in one process of its own, each at a path: an answer is made by graphql-js once and is then
 * the same bytes for the same body, so that what is measured is the gateway. How often they were asked is at `/calls`.
 * `node canned.js PORT`.
 */
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { sdlOf, SUBGRAPHS } from "./graph";

const HEADERS = { "content-type": "application/json" };

const subgraphs = new Map(
  Object.entries(SUBGRAPHS).map(([name, { resolvers }]) => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdlOf(name)), resolvers: resolvers as never }]);
    return [`/${name}/graphql`, { schema, answers: new Map<string, Buffer>() }];
  }),
);

let calls = 0;

const server = createServer((request, response): unknown => {
  if (request.url === "/calls") return response.end(String(calls));
  calls++;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  return request.on("end", async () => {
    const subgraph = subgraphs.get(request.url ?? "");
    if (subgraph === undefined) return response.writeHead(404).end();
    const { schema, answers } = subgraph;
    const body = Buffer.concat(chunks).toString("utf8");
    let answer = answers.get(body);
    if (answer === undefined) {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      answer = Buffer.from(JSON.stringify(await graphql({ schema, source: query, variableValues: variables ?? {} })));
      answers.set(body, answer);
    }
    response.writeHead(200, { ...HEADERS, "content-length": answer.length }).end(answer);
  });
});
server.keepAliveTimeout = 600_000;
server.listen(Number(process.argv[2]), "127.0.0.1");
