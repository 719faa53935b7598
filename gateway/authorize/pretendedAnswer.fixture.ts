/** Answers to any operation over a schema, made up from its types and the same each time; what is closed is null. */
import {
  execute,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";

/** The data that a perfect engine would answer `document` with. */
export async function pretendedAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  isClosed: (coordinate: string) => boolean = () => false,
): Promise<Record<string, unknown> | null> {
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (
    _source,
    _given,
    _context,
    { parentType, fieldName, returnType },
  ) => (isClosed(`${parentType.name}.${fieldName}`) ? null : valueOf(returnType, `${parentType.name}.${fieldName}`, 0, schema));
  const { data, errors } = await execute({
    schema,
    document,
    variableValues,
    fieldResolver,
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
  if (errors) throw errors[0]!;
  return data === null || data === undefined ? null : (JSON.parse(JSON.stringify(data)) as Record<string, unknown>);
}

function valueOf(type: GraphQLOutputType, coordinate: string, at: number, schema: GraphQLSchema): unknown {
  const bare = getNullableType(type);
  if (isListType(bare)) return [0, 1].map((index) => valueOf(bare.ofType as GraphQLOutputType, coordinate, index, schema));
  if (isEnumType(bare)) return bare.getValues()[0]!.name;
  if (isLeafType(bare))
    return bare.name === "Int" ? coordinate.length + at : bare.name === "Boolean" ? at % 2 === 0 : `${coordinate} ${at}`;
  if (isAbstractType(bare)) return { __typename: schema.getPossibleTypes(bare)[(coordinate.length + at) % 3]!.name };
  return {};
}

/** Every value that is there, by its path; nulls, and objects and lists of nothing, do not show. */
export function leavesOf(value: unknown, path = ""): Map<string, unknown> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object") return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leavesOf(inner, `${path}.${key}`)]));
}
