/**
 * From classes to a Federation subgraph: type-graphql makes the schema, its SDL gets the one `@link` line, and
 * `buildSubgraphSchema` adds the federation machinery.
 *
 * Promise: the SDL of a subgraph holds its own types only, though type-graphql's store of metadata is global: what is
 * not named here is not emitted, and the architecture tests look at each SDL.
 */
import { buildSubgraphSchema } from "@apollo/subgraph";
import { defaultFieldResolver, isObjectType, parse, type GraphQLSchema } from "graphql";
import { buildSchemaSync, createResolversMap } from "type-graphql";
import type { ReadParts } from "../read/compileRead";
import type { DirectFields } from "../read/directFields";
import { printWithDirectives } from "./printWithDirectives";

const FEDERATION_LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@shareable", "@authenticated", "@requiresScopes", "@policy"])`;

export interface SubgraphParts {
  /** type-graphql resolver classes. */
  resolvers: Function[];
  /** Types that no field names, e.g. those behind the interface. */
  types: Function[];
  /** `__resolveReference` by entity. */
  references: Record<string, (reference: { id: string }, context: never) => unknown>;
  /** Resolvers that a compiled read may call without their wrapping. */
  direct?: DirectFields;
}

export interface BuiltSubgraph extends ReadParts {
  /** Made when it is first asked for: what starts 26 sectors at once needs their SDL alone. */
  readonly schema: GraphQLSchema;
  sdl: string;
}

/** The executable schema of a subgraph and the SDL that composition reads. */
export function buildSubgraph(parts: SubgraphParts): BuiltSubgraph {
  const plain = buildSchemaSync({
    resolvers: parts.resolvers as [Function, ...Function[]],
    orphanedTypes: parts.types,
    // A sector without a desk has no root field of its own, which federation allows and graphql-js's check does not.
    skipCheck: true,
    validate: false,
  });
  const sdl = `${FEDERATION_LINK}\n\n${printWithDirectives(plain)}\n`;
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [entity, resolve] of Object.entries(parts.references)) {
    // Asynchronous: what is thrown concerns this entity, and does not cost the others of the call their answer.
    const __resolveReference = async (reference: { id: string }, context: never) => resolve(reference, context);
    resolvers[entity] = { ...resolvers[entity], __resolveReference };
  }
  for (const name of Object.keys(resolvers)) if (!sdl.includes(` ${name}`)) delete resolvers[name];
  let made: { schema: GraphQLSchema; properties: Set<string> } | undefined;
  const make = () => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    return { schema, properties: propertiesOf(schema) };
  };
  return {
    get schema() {
      return (made ??= make()).schema;
    },
    get properties() {
      return (made ??= make()).properties;
    },
    sdl,
    direct: parts.direct ?? {},
    references: parts.references,
  };
}

/** Listed before a server wraps every field of the schema in a resolver of its own. */
function propertiesOf(schema: GraphQLSchema): Set<string> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const plain = types.flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ resolve, args }) => (resolve === undefined || resolve === defaultFieldResolver) && args.length === 0)
      .map((field) => `${type.name}.${field.name}`),
  );
  return new Set(plain);
}
