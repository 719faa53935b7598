/**
 * What a subgraph says of its errors: a path and a code of the closed list. The message of a driver or a resolver stays
 * here (ATTACKS B14, C16): it may hold SQL, a host, a person.
 */
import type { GraphQLError } from "graphql";
import { isProblem, type Problem } from "../../../schema/contract/problem";
import { StoreUnavailable } from "../store/storeUnavailable";

export interface SubgraphError {
  message: string;
  path?: readonly (string | number)[];
  extensions: { code: string; problem?: Problem };
}

const SENTENCE: Record<string, string> = {
  BAD_USER_INPUT: "an argument is not acceptable",
  ACCESS_DENIED: "not opened by the warrant",
  UNAUTHORIZED_FIELD_OR_TYPE: "not opened by the warrant",
  SECTOR_UNAVAILABLE: "the department cannot read its records at present",
  INTERNAL_SERVER_ERROR: "the department could not answer",
};

export function publicErrors(errors: readonly GraphQLError[], onError: (error: unknown) => void): SubgraphError[] {
  return errors.map((error) => {
    const code = codeOf(error);
    if (code === "INTERNAL_SERVER_ERROR" || code === "SECTOR_UNAVAILABLE") onError(error.originalError ?? error);
    const { problem } = error.extensions;
    const extensions = { code, ...(code === "BAD_USER_INPUT" && isProblem(problem) && { problem }) };
    return { message: SENTENCE[code]!, ...(error.path && { path: error.path }), extensions };
  });
}

function codeOf(error: GraphQLError): string {
  if (error.originalError instanceof StoreUnavailable) return "SECTOR_UNAVAILABLE";
  const code = error.extensions["code"];
  return typeof code === "string" && Object.hasOwn(SENTENCE, code) ? code : "INTERNAL_SERVER_ERROR";
}
