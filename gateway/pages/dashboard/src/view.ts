/** What is looked at, as it stands in the address: a view can be sent to a colleague, who sees the same with his own token. */
export type PageName = "overview" | "members" | "records" | "queries" | "rights" | "tasks" | "inspection";

export interface View {
  page: PageName;
  /** `2026` or `2026-10`. */
  period: string;
  /** A member that is looked at more closely. */
  member: string | undefined;
  language: "zh" | "en";
}

export const PAGES: readonly { name: PageName; zh: string; en: string }[] = [
  { name: "overview", zh: "总览", en: "Overview" },
  { name: "members", zh: "成员单位", en: "Members" },
  { name: "records", zh: "归集与质量", en: "Records" },
  { name: "queries", zh: "查询与拒绝", en: "Queries" },
  { name: "rights", zh: "权益与名单", en: "Rights and lists" },
  { name: "tasks", zh: "任务", en: "Tasks" },
  { name: "inspection", zh: "专项督查", en: "Inspection" },
];

export function readView(search: string, today: Date): View {
  const given = new URLSearchParams(search);
  const page = PAGES.find(({ name }) => name === given.get("page"))?.name ?? "overview";
  const period = given.get("period") ?? "";
  return {
    page,
    period: /^\d{4}(-\d{2})?$/.test(period) ? period : String(today.getFullYear()),
    member: given.get("member") ?? undefined,
    language: given.get("lang") === "en" ? "en" : "zh",
  };
}

export function addressOf({ page, period, member, language }: View): string {
  const given = new URLSearchParams({ page, period });
  if (member !== undefined) given.set("member", member);
  if (language === "en") given.set("lang", "en");
  return `?${given}`;
}

/** The years since the plan, newest first, each with its months that have begun. */
export function periods(today: Date): { year: string; months: string[] }[] {
  const years = Array.from({ length: today.getFullYear() - 2016 }, (_, at) => today.getFullYear() - at);
  return years.map((year) => {
    const count = year === today.getFullYear() ? today.getMonth() + 1 : 12;
    return { year: String(year), months: Array.from({ length: count }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`) };
  });
}

/** What each page is given. */
export interface PageProps {
  token: string;
  view: View;
  go(change: Partial<View>): void;
}
