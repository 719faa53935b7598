/** The graph as it is committed, and operations read against it: what unit tests of reading and ruling work on. */
import { join } from "node:path";
import { loadCatalogue } from "../../schema/catalogue/load";
import { projectRoot } from "../../schema/contract/projectRoot";
import { Refusal } from "../../schema/contract/publicCode";
import type { FieldRules } from "../authorize/ruleField";
import { loadGraph } from "../graph";
import { everyField, type AskedField } from "./askedFields";
import { openOperationReader, type Operation } from "./readOperation";

export const graph = loadGraph(join(projectRoot(), "schema"));
export const rules: FieldRules = { requirements: graph.requirements, catalogue: loadCatalogue() };

const read = openOperationReader(graph.apiSchema);

export function operationOf(text: string, name?: string): Operation {
  return read(text, name);
}

/** The place at `path` (names joined by dots) of an operation. */
export function placeAt(operation: Operation, path: string): AskedField {
  const found = [...everyField(operation.roots)].find((asked) => asked.path.join(".") === path);
  if (found === undefined) throw new Error(`nothing is asked at ${path}`);
  return found;
}

/** The refusal that `work` ends in. */
export function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

export const LOOKUP = "query ($l: PersonLookup!, $a: Access!)";
export const PERSON = "person(lookup: $l, access: $a)";
