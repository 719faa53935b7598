/**
 * The city-wide catalogue as a value: what may be recorded, by whom, on what legal basis, how open, how long shown,
 * and for which purpose it may be read. It is data (the YAML files beside this one), changed by the lead unit without
 * a programmer; nothing outside it composes or resolves. Read it through `loadCatalogue`, the only loader.
 */
import type { LegalDay } from "../contract/legalDay";
import type { Gravity, Openness, Polarity, PurposeCode, RecordCategory } from "../contract/vocabulary";

/** A text in both languages of the product; Chinese is the one that counts. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** 部门: a member of the joint meeting or an owner outside it. */
export interface Department extends Bilingual {
  /** Lower-case code; for a record owner the subgraph's name, or a word of its own where it runs none. */
  code: string;
  /** Name after the reforms of 2018–19, where it changed. */
  nowZh?: string;
  /** Place in the plan's list of 27 members; absent for an owner outside the list. */
  member?: number;
  /** Sector subgraphs it runs (公安分局 runs two). */
  sectors: string[];
  role: "RECORD_OWNER" | "PLATFORM_OPERATOR" | "SUPERVISOR";
}

/** One of the 16 key fields or 16 key populations. */
export interface KeyEntry extends Bilingual {
  code: string;
  /** Primary owning sector. */
  primary: string;
  contributors: string[];
}

export interface CategoryEntry extends Bilingual {
  code: RecordCategory;
  /** Nearest heading of the national catalogue. */
  nationalHeading: string;
}

/** How a purpose is authorised. WRITTEN needs a grant; see the plan and PIPL 13. */
export type PurposeKind = "SELF" | "STATUTE" | "WRITTEN" | "CASE" | "PUBLIC" | "OWN" | "AGGREGATE" | "EMERGENCY";

/** One openness level that a purpose may read, with its conditions (all must hold). */
export interface OpennessRule {
  level: Openness;
  /** Only for records of this category. */
  category?: RecordCategory;
  /** Only with this scope. */
  scope?: string;
}

export interface Purpose extends Bilingual {
  /** P01 … P27. */
  id: string;
  /** The GraphQL enum value, e.g. LICENSING_REVIEW. */
  code: PurposeCode;
  kind: PurposeKind;
  /** Legal basis, as text for people. */
  basis: string;
  requesterText: string;
  /** Who may state it: agency codes and `kind:X`; `*` = anyone with a valid token; `self`; `own-sector`. */
  requesters: string[];
  /** Who may state it with the person's authorisation alone, where others may state it by law. */
  grantRequesters?: string[];
  /** Minimum needed (●). `["*"]` = every category. */
  required: RecordCategory[];
  /** Only with a justification (○). `["*"]` = every category. */
  conditional: RecordCategory[];
  /** Read by the rule engine only, the answer is a verdict (◇); closed for records. */
  verdictInputs: RecordCategory[];
  openness: OpennessRule[];
  /** Reads nothing but the asking agency's own sectors. */
  ownSectorOnly: boolean;
  /** Counted back from today on decidedOn; null = no limit. */
  lookBackMonths: number | null;
  /** The law under which the person is not shown who looked for this purpose; absent = he is. */
  withheldFromPerson?: string;
  dataLife: string;
  /** The most that an authorisation may allow; of look-back, `lookBackMonths`. */
  grantCeiling?: GrantCeiling;
  /** Of an emergency: how long it is in force once a second officer has seconded it, and for how many looks. */
  emergency?: { validHours: number; uses: number };
}

export interface GrantCeiling {
  uses: number;
  validDays: number;
  /** How long the recipient may keep an answer. */
  dataLifeDays: number;
  categories: RecordCategory[];
}

/** 授权告知: what a person is told before agreeing. Fixed words; a change is a new version, and no version is ever edited. */
export interface GrantNotice extends Bilingual {
  purpose: PurposeCode;
  version: string;
  inForceFrom: LegalDay;
}

export interface RefusedPurpose extends Bilingual {
  code: string;
  why: string;
}

/** A kind of agency, which purposes name as `kind:CODE`. */
export interface AgencyKind extends Bilingual {
  code: string;
}

/** 查询机构: who may hold a token with `org`. */
export interface Agency extends Bilingual {
  code: string;
  /** Codes of {@link AgencyKind}. */
  kinds: string[];
  /** The sectors whose records are its own, for a record owner. */
  sectors: string[];
  status: "ACTIVE" | "SUSPENDED";
  /** Officers whose desk is closed; a token of theirs is refused. */
  officersLeft: string[];
  /** Names of officers by desk: who looks for his own name is noticed. */
  officerNames?: Record<string, string>;
}

/** 展示规则, one version. Months count from the decision. */
export interface DisplayRuleVersion {
  version: string;
  /** `R`: the national rules, which items follow. `S`: the rules for market-regulation penalties. */
  family: "R" | "S";
  title: string;
  inForceFrom: LegalDay;
  inForceUntil?: LegalDay;
  /** Longest display by gravity, months; 0 = not shown at all. */
  maxMonths: Record<Gravity, number>;
  minMonths: Record<Gravity, number>;
  source: string;
}

/**
 * When a record of an item stops being shown; {@link displayEnd} in `displayEnd.ts` is the one place that computes it.
 *
 * - `rule`: the longest term of its gravity in the national rule in force on the day of decision;
 * - `months`: a fixed term from the day of decision;
 * - `untilField`: the day in a date field of the type; while it is not set there is no end;
 * - `none`: no end.
 */
export interface ItemDisplay {
  by: "rule" | "months" | "untilField" | "none";
  /** With `by: months` only. */
  months?: number;
  /** With `by: months` only: Int fields of the type whose sum stands for `months` where the first of them is set. */
  ownMonthsFields?: string[];
  /** With `by: untilField` only. */
  untilField?: string;
  /** With `by: rule` only: a date field (end of a ban or a sanction); display lasts at least until that day. */
  notBeforeField?: string;
  /** With `notBeforeField` only: while that field is not set there is no end. */
  openWhileUnset?: boolean;
  /** A date field (removal from a list) that ends display on that day, whatever the term. */
  endedByField?: string;
  /** Gravities that are never shown, whatever the term. */
  neverShown?: Gravity[];
  /** The same for people, Chinese first. */
  note: string;
}

/** 工作日历, one year: what the State Council's office announced. */
export interface WorkingYear {
  year: number;
  holidays: { name: string; from: LegalDay; until: LegalDay }[];
  /** Weekend days on which work is done instead. */
  workdays: LegalDay[];
  /** The notice is not out yet: the days that the regulation itself fixes. */
  provisional?: boolean;
  source: string;
}

/** 保存期限. */
export interface RetentionTerm {
  polarity: Polarity;
  /** From the decision. */
  months: number;
  source: string;
}

export interface LegalBasis {
  law: string;
  article: string;
  inForceFrom: LegalDay;
  inForceUntil?: LegalDay;
}

/** 目录事项: one record type of one sector. */
export interface CatalogueEntry extends Bilingual {
  /** e.g. TAX-01; stands in every row of a batch. */
  code: string;
  sector: string;
  /** Name of the GraphQL type and of the record class. */
  type: string;
  /** False for the three identity types that are no CreditRecords. */
  creditRecord: boolean;
  category: RecordCategory;
  /** Why it needs a consent of its own (单独同意); absent where it needs none. */
  sensitive?: string;
  keyField: string | null;
  /** The fields among which each record says its own; `keyField` is null then. */
  keyFieldPerRecord?: string[];
  population: string | null;
  openness: { default: Openness; mayBe: Openness[] };
  polarities: Polarity[];
  gravities: Gravity[];
  display: ItemDisplay;
  /** Longest query period after the decision, months; null = no limit. */
  queryMonths: number | null;
  pushLimitWorkingDays: number;
  legalBases: LegalBasis[];
  source: string;
}

export interface TaskEntry {
  id: string;
  clause: string;
  titleZh: string;
  titleEn: string;
  /** Departments that the plan names; empty where it names a class only (T10: every determining organ). */
  units: string[];
  /** The words of the plan. */
  unitsText: string;
  lead?: string;
  /** `2018-12`, `continuous`, `yearly` or `none`. */
  deadline: string;
}

export interface IndicatorEntry extends Bilingual {
  id: string;
  numerator: string;
  denominator: string;
  period: string;
  target: string;
}

/** 诚信宣传的时间节点: one of the eleven occasions of publicity that the plan names. */
export interface CampaignEntry extends Bilingual {
  id: string;
  /** `MM-DD` of every year; absent where each year's notice sets it. */
  day?: string;
  /** The day in each year, where it moves. */
  days?: Record<string, LegalDay>;
  note: string;
}

/** 异常规则: what of the evidence log is brought to the auditor's notice. */
export type AnomalyRule = Bilingual & {
  code: string;
  /** Purposes that it leaves alone. */
  purposes?: PurposeCode[];
} & (
    | { kind: "flag"; flag: string }
    | { kind: "purpose"; purpose: PurposeCode }
    | {
        kind: "count";
        /** The same person over again, different persons, or any entries. */
        of: "PERSON" | "PERSONS" | "ENTRIES";
        times: number;
        withinMinutes: number;
        outcome?: "ANSWERED" | "REFUSED" | "FAILED";
        errorCode?: string;
      }
    /** Beijing time, `HH:MM`. */
    | { kind: "offHours"; from: string; to: string }
  );

/** 查询限额: how many persons an agency, or one of its desks, may look at within a time. */
export interface QueryLimit extends Bilingual {
  code: string;
  per: "AGENCY" | "DESK";
  /** Absent = every purpose. */
  purposes?: PurposeCode[];
  /** Each purpose is counted apart. */
  eachPurpose?: boolean;
  persons: number;
  /** 86,400 = a day of Beijing time. */
  seconds: number;
}

export interface Catalogue {
  departments: Department[];
  fields: KeyEntry[];
  populations: KeyEntry[];
  categories: CategoryEntry[];
  purposes: Purpose[];
  refusedPurposes: RefusedPurpose[];
  grantNotices: GrantNotice[];
  agencyKinds: AgencyKind[];
  agencies: Agency[];
  displayRules: DisplayRuleVersion[];
  retention: RetentionTerm[];
  workingYears: WorkingYear[];
  tasks: TaskEntry[];
  indicators: IndicatorEntry[];
  campaigns: CampaignEntry[];
  /** All items of all sectors that have a file in `items/`. */
  items: CatalogueEntry[];
  anomalyRules: AnomalyRule[];
  queryLimits: QueryLimit[];
}
