/**
 * `@requires` with arguments, told apart. The planner keeps one selection for each response name, so of
 * `price(currency: "USD")` and `price(currency: "EUR")` that two fields require it would fetch one and hand it to both.
 * Before planning, each required field with arguments becomes a field of its own; in what is sent, it is itself again.
 */
import type { FieldNode } from "graphql";

export interface RequiredFields {
  /** The supergraph that is planned on. */
  plannedSdl: string;
  /** The field as it is sent, with its arguments. */
  written(field: FieldNode): FieldNode;
  /** The field that a name in the plan stands for. */
  fieldNamed(name: string): string;
}

export function withoutArguments(supergraphSdl: string): RequiredFields {
  return { plannedSdl: supergraphSdl, written: (field) => field, fieldNamed: (name) => name };
}
