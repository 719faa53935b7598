/**
 * The closed list of what the gateway may say when it does not answer, and the one error that carries it.
 *
 * Promise: whatever reaches a client carries a code of this list and a sentence that was written for the public.
 * Threat (ATTACKS O6, B13–B15, M02): an error text is the commonest way out for a person's data, a host name or a
 * piece of SQL. So a {@link Refusal} keeps what may be said and what only the log may know in two separate places.
 */

/** Every code that can stand in `errors[].extensions.code`, with the HTTP status when nothing at all is answered. */
export const HTTP_STATUS = {
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  UNAUTHENTICATED: 401,
  ACCESS_DENIED: 403,
  UNAUTHORIZED_FIELD_OR_TYPE: 200,
  OPERATION_TOO_COSTLY: 400,
  OPERATION_UNKNOWN: 400,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
  SECTOR_UNAVAILABLE: 503,
  SECTOR_INTEGRITY: 503,
  EVIDENCE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

export type PublicCode = keyof typeof HTTP_STATUS;

/** Which rule closed a field or a category. */
export const REASONS = ["SCOPE", "PURPOSE", "JUSTIFICATION", "GRANT", "OPENNESS"] as const;
export type Reason = (typeof REASONS)[number];

/**
 * A refusal of a request, or of a part of one. `message` is public; `detail` is for the log alone.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: PublicCode;
  /** HTTP status when this refusal is the whole answer. */
  readonly status: number;
  /** For the log only; never a person's data. */
  readonly detail: string | undefined;
  /** Extra response headers, e.g. `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Under which the log explains an unforeseen failure. */
  readonly reference: string | undefined;

  constructor(
    code: PublicCode,
    message: string,
    options: { status?: number; detail?: string; headers?: Record<string, string>; reference?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? HTTP_STATUS[code];
    this.detail = options.detail;
    this.headers = options.headers ?? {};
    this.reference = options.reference;
  }
}

/** One entry of `errors` as a client sees it. */
export interface PublicError {
  message: string;
  path?: (string | number)[];
  extensions: { code: PublicCode; reason?: Reason; reference?: string };
}

/** The public form of a refusal. */
export function publicError({ message, code, reference }: Refusal, path?: (string | number)[]): PublicError {
  return { message, ...(path && { path }), extensions: { code, ...(reference !== undefined && { reference }) } };
}

/** An unforeseen failure: the client gets a reference number and no word more. */
export function unforeseen(reference: string): Refusal {
  return new Refusal("INTERNAL_SERVER_ERROR", "The gateway could not answer; please report the reference number.", { reference });
}
