/** The database does not answer, or not in time: an outage, never an empty list (ATTACKS K06). The message is for the log alone. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}
