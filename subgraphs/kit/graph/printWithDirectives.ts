/** The SDL of a schema with the directives that type-graphql keeps in AST nodes, which graphql-js leaves out when it prints. */
import {
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

export function printWithDirectives(schema: GraphQLSchema): string {
  const document = parse(printSchema(schema), { noLocation: true });
  const definitions = document.definitions.filter((definition) => !isEmptyRoot(definition));
  return print({ ...document, definitions: definitions.map((definition) => withDirectives(definition, schema)) });
}

/** A sector without a desk has a Query type without fields, which has no form in SDL. */
function isEmptyRoot(definition: DefinitionNode): boolean {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION && (definition.fields?.length ?? 0) === 0;
}

function withDirectives(definition: DefinitionNode, schema: GraphQLSchema): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
  const type = schema.getType(definition.name.value);
  if (!isObjectType(type)) return definition;
  return {
    ...definition,
    directives: type.astNode?.directives ?? [],
    fields: (definition.fields ?? []).map((field) => ({ ...field, directives: directivesOf(type, field) })),
  };
}

function directivesOf(type: GraphQLObjectType, field: FieldDefinitionNode): readonly ConstDirectiveNode[] {
  const own = type.getFields()[field.name.value]?.astNode?.directives ?? [];
  return [...own, ...(field.directives ?? [])];
}
