/** Names that the stock engine reads under the client's own aliases, and that a client's alias may not take therefore. */
import { Refusal } from "../../schema/contract/publicCode";
import type { AskedField } from "../operation/askedFields";

/**
 * The engine reads `id` of a person and `__typename` of anything under these very names: another field's value there
 * would be lost, or taken for a key.
 */
export function refuseReservedNames(asked: AskedField, removed: ReadonlySet<AskedField>): void {
  const reserved = asked.coordinate.startsWith("Person.") ? ["id", "__typename"] : ["__typename"];
  if (reserved.includes(asked.responseKey) && asked.responseKey !== asked.field.name) {
    throw new Refusal(
      "GRAPHQL_VALIDATION_FAILED",
      `The name "${asked.responseKey}" is kept for the field ${asked.responseKey}: choose another alias.`,
    );
  }
  for (const child of asked.children) if (!removed.has(child)) refuseReservedNames(child, removed);
}
