/** Schema of each subgraph, from the SDL that is committed. */
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { sdls } from "./restatedRules";

export const schemas: Readonly<Record<string, GraphQLSchema>> = Object.fromEntries(
  Object.entries(sdls).map(([name, sdl]) => [name, buildASTSchema(parse(sdl), { assumeValidSDL: true })]),
);
