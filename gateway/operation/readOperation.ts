/**
 * From text to one operation that is well-formed, valid and cheap enough, with the tree of fields it asks for.
 *
 * Promise: what is refused is refused with a sentence that repeats no value and suggests no name (ATTACKS B04, B05, M02);
 * nothing here knows the caller, so entries may be kept for all callers.
 */
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from "graphql";
import { LRUCache } from "lru-cache";
import { Refusal } from "../../schema/contract/publicCode";
import { isIntrospectionOnly } from "./introspection";
import { LIMITS, type Limits, refuseCostly } from "./limits";
import { refuseLongText } from "./refuseLongText";
import { askedFields, type AskedField } from "./askedFields";

/** An operation as far as it can be understood without knowing who asks. */
export interface Operation {
  document: DocumentNode;
  definition: OperationDefinitionNode;
  name: string | undefined;
  /** Root fields, each with the tree below it. */
  roots: AskedField[];
  isIntrospection: boolean;
}

export function isMutation({ definition }: Operation): boolean {
  return definition.operation === OperationTypeNode.MUTATION;
}

export type ReadOperation = (query: string, operationName: string | undefined) => Operation;

const RULES: ValidationRule[] = specifiedRules.map(quiet);

/** A reader with a memory bounded by the bytes of the texts. Refused texts are not remembered. */
export function openOperationReader(schema: GraphQLSchema, limits: Limits = LIMITS): ReadOperation {
  const known = new LRUCache<string, Operation>({ maxSize: 32_000_000 });
  return (query, operationName) => {
    const key = `${operationName ?? ""}\n${query}`;
    let operation = known.get(key);
    if (operation === undefined) {
      operation = readOperation(schema, limits, query, operationName);
      known.set(key, operation, { size: 2000 + 12 * query.length });
    }
    return operation;
  };
}

function readOperation(schema: GraphQLSchema, limits: Limits, query: string, operationName: string | undefined): Operation {
  const document = parseQuietly(query);
  const definition = chosen(document, operationName);
  if (definition.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new Refusal("BAD_REQUEST", "Subscriptions are not served.");
  }
  // graphql-js would validate such an operation without looking at its fields.
  if (!schema.getRootType(definition.operation)) throw new Refusal("GRAPHQL_VALIDATION_FAILED", "The graph has no mutations.");
  const isIntrospection = isIntrospectionOnly(document, definition);
  refuseCostly(document, definition, isIntrospection, limits);
  refuseOwnNames(definition);
  const errors = validate(schema, document, RULES, { maxErrors: 20 });
  // graphql-js gives up on fields that are asked over and over in one place (ATTACKS G05, G06).
  if (errors.some(({ message }) => message === "Validation aborted.")) {
    throw new Refusal("OPERATION_TOO_COSTLY", "The operation asks for the same fields too many times in one place.");
  }
  if (errors.length > 0) {
    throw new Refusal("GRAPHQL_VALIDATION_FAILED", [...new Set(errors.map(({ message }) => message))].join(" "));
  }
  const roots = isIntrospection ? [] : askedFields(schema, document, definition);
  if (roots.length > limits.rootFields) {
    throw new Refusal("OPERATION_TOO_COSTLY", `The operation has more than ${limits.rootFields} root fields.`);
  }
  return { document, definition, name: definition.name?.value, roots, isIntrospection };
}

/** The gateway asks departments with a variable of this name; a client's may not stand in for it (ATTACKS B10). */
function refuseOwnNames({ variableDefinitions = [] }: OperationDefinitionNode): void {
  if (variableDefinitions.some(({ variable }) => variable.name.value === "representations")) {
    throw new Refusal("GRAPHQL_VALIDATION_FAILED", 'A variable may not be named "$representations": choose another name.');
  }
}

function parseQuietly(query: string): DocumentNode {
  refuseLongText(query);
  try {
    return parse(query, { maxTokens: LIMITS.tokens, noLocation: false });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes("tokens")) {
      throw new Refusal("OPERATION_TOO_COSTLY", `The operation has more than ${LIMITS.tokens} tokens.`);
    }
    const [place] = (error as GraphQLError).locations ?? [];
    const where = place ? ` at line ${place.line}, column ${place.column}` : "";
    throw new Refusal("GRAPHQL_PARSE_FAILED", `The operation is not well-formed GraphQL${where}.`);
  }
}

function chosen(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const found = operationName === undefined ? operations : operations.filter(({ name }) => name?.value === operationName);
  if (found.length === 1) return found[0]!;
  throw new Refusal(
    "OPERATION_RESOLUTION_FAILURE",
    operationName === undefined && operations.length > 1
      ? "The document holds several operations: say which one in operationName."
      : "The document holds no operation of that name.",
  );
}

/** Rules whose messages repeat a value of the text. */
const VALUE_RULES = new Set(["ValuesOfCorrectTypeRule", "VariablesInAllowedPositionRule"]);

/** The rule, with messages that suggest nothing and repeat no value. */
function quiet(rule: ValidationRule): ValidationRule {
  return (context) => {
    const report = (error: GraphQLError) => {
      const [place] = error.locations ?? [];
      const where = place ? ` (line ${place.line}, column ${place.column})` : "";
      context.reportError(new GraphQLError(quietMessage(rule.name, error.message) + where));
    };
    return rule(Object.create(context, { reportError: { value: report } }));
  };
}

function quietMessage(ruleName: string, message: string): string {
  if (VALUE_RULES.has(ruleName)) return "A value in the operation has the wrong type for its place.";
  return message.replace(/ Did you mean .*$/s, "");
}
