/** What a desk does not do, by an entry of the closed list that the gateway knows how to say. */
import { PROBLEMS, type Problem } from "../../../schema/contract/problem";

export class DeskRefused extends Error {
  override readonly name = "DeskRefused";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(PROBLEMS[problem]);
    this.problem = problem;
  }
}
