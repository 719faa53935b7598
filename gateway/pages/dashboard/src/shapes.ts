/** What the operations of the dashboard answer. */
export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  suppressed: boolean;
}

export interface Cell extends Figure {
  key: string;
  zh: string;
  en: string;
  stale: boolean;
}

export interface Point extends Figure {
  period: string;
}

export interface Definition {
  numerator: string;
  denominator: string;
  period: string;
  source: string;
  computedFrom: string[];
}

export interface Indicator extends Figure {
  code: string;
  zh: string;
  en: string;
  group: string;
  status: "MEASURED" | "NOT_MEASURED";
  notMeasuredBecause: string | null;
  unit: "RATIO" | "COUNT" | "DAYS" | "HOURS" | "SECONDS" | "PER_100000";
  target: string | null;
  met: boolean | null;
  staleSources: string[];
  definition: Definition;
  trend?: Point[];
  breakdown?: Cell[];
}

export interface Named {
  code: string;
  zh: string;
  en: string;
}

export interface Task {
  id: string;
  clause: string;
  titleZh: string;
  titleEn: string;
  unitsText: string;
  deadline: string;
  due: string | null;
  continuous: boolean;
  light: "GREEN" | "AMBER" | "RED" | "GREY";
  lightBecause: string;
  lead?: Named | null;
  notes?: {
    id: string;
    at: string;
    member: Named;
    text: string;
    percent: number | null;
    evidence: string | null;
    done: boolean;
  }[];
}

export interface Standing {
  rank: number | null;
  coverage: number | null;
  quality: number | null;
  timeliness: number | null;
  tasksDue: number;
  tasksLate: number;
}

export interface Member extends Named {
  nowZh: string | null;
  place: number;
  sectors: string[];
  standing: Standing | null;
  stewards?: { sector: string; officer: string; named: string; trainedOn: string | null }[];
  tasks?: Task[];
  items?: {
    code: string;
    zh: string;
    en: string;
    type: string;
    records: number | null;
    suppressed: boolean;
    reported: boolean;
    nilReturn: boolean;
  }[];
}

export interface Source {
  sector: string;
  lastEventAt: string | null;
  readAt: string | null;
  stale: boolean;
}

export interface Finding {
  id: string;
  text: string;
  due: string;
  closedOn: string | null;
  rectification: string | null;
  late: boolean;
}

export interface InspectionResult {
  member: Named;
  indicators: Cell[];
  findings: Finding[];
}

export interface Inspection {
  year: number;
  about: number;
  openedAt: string;
  closedAt: string | null;
  results: InspectionResult[];
}
