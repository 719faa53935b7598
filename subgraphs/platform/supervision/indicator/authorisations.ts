/**
 * What became of authorisations (授权书) in a period, for the whole district: how many were asked for, agreed to, declined,
 * paused and revoked. Each is a person's act, so each is protected like any count of persons; uses are looks (K21).
 */
import type { Measurement } from "./measured";
import { total } from "./view";

export interface AuthorisationStep {
  key: string;
  zh: string;
  en: string;
  measurement: Measurement;
}

const STEPS = [
  ["REQUESTED", "申请授权", "asked for"],
  ["APPROVED", "同意授权", "agreed to"],
  ["DECLINED", "不同意", "declined"],
  ["PAUSED", "暂停", "paused"],
  ["REVOKED", "撤回", "revoked"],
] as const;

export const AUTHORISATION_STEPS: readonly AuthorisationStep[] = STEPS.map(([key, zh, en]) => ({
  ...{ key, zh, en },
  measurement: {
    unit: "COUNT",
    persons: "FLOW",
    cuts: [],
    from: ["grants"],
    of: (view) => ({ numerator: total(view.flows("grants").filter(({ detail }) => detail.endsWith(`|${key}`))) }),
  },
}));
