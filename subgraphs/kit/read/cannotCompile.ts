/** The operation is not for a compiled read: graphql-js answers it. */
export class CannotCompile extends Error {
  override readonly name = "CannotCompile";
}
