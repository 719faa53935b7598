/** One indicator: its number, whether the target is met, how it went, how it is computed. */
import { useContext, useMemo } from "react";
import { Chart, type Option } from "./Chart";
import { NONE, parts, written } from "./figure";
import { HowComputed } from "./HowComputed";
import { LanguageContext, useHalf, useText } from "./language";
import type { Indicator, Point } from "./shapes";

export function IndicatorCard({ indicator, period }: { indicator: Indicator; period: string }) {
  const say = useText();
  const half = useHalf();
  const language = useContext(LanguageContext);
  const { code, zh, en, status, met, target, notMeasuredBecause, staleSources, unit, trend } = indicator;
  return (
    <article className="card" aria-labelledby={`card-${code}`} data-code={code}>
      <h3 id={`card-${code}`}>
        {say(zh, en)} <small>{code}</small>
        <HowComputed indicator={indicator} period={period} />
      </h3>
      {status === "NOT_MEASURED" ? (
        <p className="none">
          <span>{say("未计量", "not measured")}</span> {half(notMeasuredBecause ?? "")}
        </p>
      ) : (
        <p className="value">
          <strong>{written(indicator, unit, language)}</strong>
          {unit === "RATIO" && indicator.value !== null && <small>{parts(indicator)}</small>}
          {met !== null && <Verdict met={met} target={target === null ? null : half(target)} />}
          {indicator.suppressed && (
            <small>{say("人数过少，或可推出过少的人数", "too few persons, or tells too few of others")}</small>
          )}
          {indicator.value === null && !indicator.suppressed && <small>{say("本期无数据", "nothing in the period")}</small>}
        </p>
      )}
      {staleSources.length > 0 && status === "MEASURED" && (
        <p className="stale">{say(`来源未更新：${staleSources.join("、")}`, `not heard of: ${staleSources.join(", ")}`)}</p>
      )}
      {status === "MEASURED" && trend?.some(({ value }) => value !== null) && (
        <Spark trend={trend} unit={unit} label={say(`${zh}走势`, `${en}, trend`)} />
      )}
    </article>
  );
}

/** Told by a word and a sign, not by colour alone. */
function Verdict({ met, target }: { met: boolean; target: string | null }) {
  const say = useText();
  return (
    <span className={met ? "met" : "unmet"}>
      {met ? "✓ " : "✗ "}
      {met ? say("达标", "met") : say("未达标", "not met")} {target && `(${target})`}
    </span>
  );
}

function Spark({ trend, unit, label }: { trend: readonly Point[]; unit: Indicator["unit"]; label: string }) {
  const language = useContext(LanguageContext);
  const option = useMemo(() => trendOption(trend, unit), [trend, unit]);
  const said = trend.map((point) => `${point.period} ${written(point, unit, language)}`).join(", ");
  return <Chart option={option} label={`${label}: ${said}`} height={90} />;
}

/** A line by month; a month without a number is a gap, never a zero. */
export function trendOption(trend: readonly Point[], unit: Indicator["unit"]): Option {
  const ratio = unit === "RATIO";
  return {
    grid: { left: 44, right: 8, top: 8, bottom: 22 },
    tooltip: {
      trigger: "axis",
      valueFormatter: (value: unknown) => (value == null ? NONE : ratio ? `${value}%` : String(value)),
    },
    xAxis: { type: "category", data: trend.map(({ period }) => period) },
    yAxis: { type: "value", splitNumber: 2, ...(ratio && { axisLabel: { formatter: "{value}%" } }) },
    series: [
      {
        type: "line",
        showSymbol: true,
        symbolSize: 5,
        data: trend.map(({ value }) => (value === null ? null : ratio ? Math.round(value * 1000) / 10 : value)),
      },
    ],
  };
}
