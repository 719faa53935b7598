/**
 * Resolvers without their wrapping. type-graphql wraps each resolver in several asynchronous functions, which for a slice
 * that is already at hand cost more than the slice. A field that is listed here, with exactly these arguments, may be
 * called directly by a compiled read; every other is left to graphql-js.
 */
export interface DirectField {
  /** Names of the arguments that `call` knows. A field that has grown another is not called by it. */
  arguments: readonly string[];
  call(source: never, given: Record<string, never>, context: never): unknown;
}

/** By `Type.field`. */
export type DirectFields = Readonly<Record<string, DirectField>>;

export function direct<S, C>(
  names: readonly string[],
  call: (source: S, given: Record<string, never>, context: C) => unknown,
): DirectField {
  return { arguments: names, call: call as DirectField["call"] };
}
