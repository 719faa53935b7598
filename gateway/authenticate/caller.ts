/** Who asks, as the token says and the register confirms: the only identity that any later stage may use (ATTACKS D19). */
export interface Caller {
  /** Code of the agency; absent when a citizen asks. */
  agency?: string;
  /** Who sits at the desk: the claim `officer`, else the subject. */
  officer: string;
  /** Person id of a citizen; absent when an agency asks. */
  person?: string;
  scopes: ReadonlySet<string>;
  subject: string;
  tokenId: string;
  /** End of the token, ms since 1970. */
  expiresAt: number;
}
