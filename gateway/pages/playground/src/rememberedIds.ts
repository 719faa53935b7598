/** The ids that answers of this page gave, so that the next example can go on from them; in memory only. */

export type RememberedIds = { request?: string; grant?: string };

/** What an answer adds: the newest request and the newest authorisation in it. */
export function rememberIds(known: RememberedIds, answer: { data?: unknown }): RememberedIds {
  const { requestGrant, approveGrant, me } = (answer.data ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const first = (list: unknown) => (Array.isArray(list) ? (list[0] as unknown) : undefined);
  const request = idOf(requestGrant) ?? idOf(first(me?.["grantRequests"]));
  const grant = idOf(approveGrant) ?? idOf(first(me?.["grants"]));
  return { ...known, ...(request && { request }), ...(grant && { grant }) };
}

function idOf(value: unknown): string | undefined {
  const id = (value as { id?: unknown } | undefined | null)?.id;
  return typeof id === "string" ? id : undefined;
}
