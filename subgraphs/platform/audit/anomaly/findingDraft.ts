/** A finding as an entry of the log: it cannot be taken back, and stands on no person's page. */
import type { Draft } from "../log/sequencer";
import { LISTED } from "../store/entryStore";
import type { Finding } from "./watch";

export function findingDraft({ rule, agency, officer, about, count }: Finding): Draft {
  return {
    entry: { kind: "FINDING", agency, ...(officer !== undefined && { officer }), rule, about, count },
    index: { personKey: null, listed: LISTED.NOBODYS, salt: null, statement: null },
  };
}
