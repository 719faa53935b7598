/** An answer as it was before it was put on record: receipts differ from one answer to the next. */
export function withoutReceipt<Body>(body: Body): Body {
  const { extensions, ...rest } = body as { extensions?: { receipt?: unknown } };
  if (extensions?.receipt === undefined) return body;
  const { receipt: _, ...more } = extensions;
  return (Object.keys(more).length > 0 ? { ...rest, extensions: more } : rest) as Body;
}
