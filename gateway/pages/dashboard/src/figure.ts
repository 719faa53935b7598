/** How a number is written: a ratio in per cent, a withheld one as what it is, a missing one as a dash. */
import type { Figure, Indicator } from "./shapes";

/** It may be ten or more: with it one under ten could be worked out. */
export const WITHHELD = { zh: "不公布", en: "withheld" };
export const NONE = "—";

export function written(
  { value, suppressed }: Pick<Figure, "value" | "suppressed">,
  unit: Indicator["unit"],
  language: "zh" | "en",
): string {
  if (suppressed) return WITHHELD[language];
  if (value === null) return NONE;
  const number = new Intl.NumberFormat(language === "en" ? "en" : "zh-CN", { maximumFractionDigits: 1 });
  if (unit === "RATIO") return `${number.format(value * 100)}%`;
  const words: Partial<Record<Indicator["unit"], [string, string]>> = {
    DAYS: ["个工作日", " working days"],
    HOURS: ["小时", " h"],
    SECONDS: ["秒", " s"],
  };
  const [zh, en] = words[unit] ?? ["", ""];
  return number.format(value) + (language === "en" ? en : zh);
}

/** The quotient behind a ratio, e.g. `97 / 100`. */
export function parts({ numerator, denominator }: Figure): string | undefined {
  return numerator === null || denominator === null ? undefined : `${numerator} / ${denominator}`;
}
