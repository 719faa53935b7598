import type { IncomingMessage, ServerResponse } from "node:http";
import { openRoutes, type RouteParts } from "./routes";

const happened: string[] = [];
let even = true;
jest.mock("./request", () => ({ answerRequest: async () => ({ status: 403, payload: { data: null }, even }) }));
jest.mock("./grant/evenTime", () => ({ onTheGrid: async () => void happened.push("on the grid") }));
jest.mock("./http/respond", () => ({ respondJson: () => void happened.push("answered") }));

it("F01 F02 an answer that must not tell by the clock why it is what it is waits for the grid, and no other does", async () => {
  const parts = { gateway: { graph: { subgraphSdls: {} } }, metrics: { answered: () => undefined } } as unknown as RouteParts;
  const routes = openRoutes(parts);
  const ask = () =>
    routes({ headersDistinct: {} } as unknown as IncomingMessage, {} as ServerResponse, new URL("http://localhost/graphql"));
  await ask();
  expect(happened.splice(0)).toEqual(["on the grid", "answered"]);
  even = false;
  await ask();
  expect(happened).toEqual(["answered"]);
});
