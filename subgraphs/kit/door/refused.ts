/** A call that a resolver refuses, with what may be said of it: an entry of the closed list that the gateway knows. */
import { GraphQLError } from "graphql";
import { PROBLEMS, type Problem } from "../../../schema/contract/problem";

/** BAD_USER_INPUT that says which argument, and what to do next. */
export function refused(problem: Problem): GraphQLError {
  return new GraphQLError(PROBLEMS[problem], { extensions: { code: "BAD_USER_INPUT", problem } });
}

/** SECTOR_UNAVAILABLE: what is needed does not run here. */
export function sectorUnavailable(): GraphQLError {
  return new GraphQLError("not at present", { extensions: { code: "SECTOR_UNAVAILABLE" } });
}

/** ACCESS_DENIED, in the one text that it has. */
export function denied(): GraphQLError {
  return new GraphQLError("not opened by the warrant", { extensions: { code: "ACCESS_DENIED" } });
}
