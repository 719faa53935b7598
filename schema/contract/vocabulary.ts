/** The closed lists that gateway and subgraphs must agree on and that no lead unit may change without a programmer. */

/** 公开属性, strictest last. */
export const OPENNESS = ["PUBLIC", "GOV_SHARED", "AUTHORISED", "INTERNAL", "SEALED"] as const;
export type Openness = (typeof OPENNESS)[number];

/** 信息性质. */
export const POLARITIES = ["POSITIVE", "NEUTRAL", "ADVERSE"] as const;
export type Polarity = (typeof POLARITIES)[number];

/** 失信程度: 轻微、一般、严重. */
export const GRAVITIES = ["MINOR", "GENERAL", "SERIOUS"] as const;
export type Gravity = (typeof GRAVITIES)[number];

/** 状态. */
export const RECORD_STATES = ["ACTIVE", "DISPUTED", "CORRECTED", "REPAIRED", "REVOKED", "EXPIRED", "SEALED", "MERGED"] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** Every scope a token may carry besides `steward:<sector>` and `review:<sector>`. */
export const SCOPES = [
  "self",
  "person:read",
  "person:unmask",
  "person:sealed",
  "grants:request",
  "emergency:declare",
  "emergency:second",
  "supervision:read",
  "supervision:report",
  "supervision:write",
  "audit:read",
  "audit:write",
  "schema:read",
] as const;

/** A code of a catalogue list (category, purpose, field, population): data, so a plain text here. */
export type RecordCategory = string;
export type PurposeCode = string;
