/** The cells of an indicator under one cut: as bars, and as a table that can be taken away. */
import { useContext, useMemo } from "react";
import { Chart, type Option } from "./Chart";
import { DataTable } from "./DataTable";
import { written } from "./figure";
import { LanguageContext, useText } from "./language";
import type { Cell, Indicator } from "./shapes";

interface Parts {
  title: string;
  cells: readonly Cell[];
  indicator: Pick<Indicator, "code" | "unit">;
  period: string;
}

export function CellsBoard({ title, cells, indicator: { code, unit }, period }: Parts) {
  const say = useText();
  const language = useContext(LanguageContext);
  const option = useMemo(() => barsOf(cells, unit, language), [cells, unit, language]);
  const drawn = cells.filter(({ value }) => value !== null).length;
  return (
    <section className="board">
      {drawn > 0 && (
        <Chart
          option={option}
          label={say(`${title}，条形图；数字见下表`, `${title}, as bars; the numbers stand in the table`)}
          height={40 + 24 * drawn}
        />
      )}
      <DataTable
        caption={title}
        file={`${code}-${period}`}
        rows={cells}
        keyOf={({ key }) => key}
        columns={[
          { title: say("名称", "name"), value: ({ zh, en }) => (language === "en" ? en : zh) },
          {
            title: say("值", "value"),
            numeric: true,
            value: ({ value }) => value,
            show: (cell) => written(cell, unit, language),
          },
          { title: say("分子", "numerator"), numeric: true, value: ({ numerator }) => numerator },
          { title: say("分母", "denominator"), numeric: true, value: ({ denominator }) => denominator },
          { title: say("备注", "note"), value: (cell) => noteOf(cell, say) },
        ]}
      />
    </section>
  );
}

function noteOf({ suppressed, stale, value }: Cell, say: (zh: string, en: string) => string): string {
  if (suppressed) return say("人数过少，或可推出过少的人数", "too few persons, or tells too few of others");
  if (stale) return say("来源未更新", "source not heard of");
  return value === null ? say("本期无数据", "nothing in the period") : "";
}

function barsOf(cells: readonly Cell[], unit: Indicator["unit"], language: "zh" | "en"): Option {
  const drawn = cells.filter(({ value }) => value !== null).reverse();
  const ratio = unit === "RATIO";
  return {
    grid: { left: 8, right: 48, top: 8, bottom: 24, containLabel: true },
    xAxis: { type: "value", ...(ratio && { max: 100, axisLabel: { formatter: "{value}%" } }) },
    yAxis: {
      type: "category",
      data: drawn.map(({ zh, en }) => (language === "en" ? en : zh)),
      axisLabel: { width: 220, overflow: "truncate" },
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 14,
        label: { show: true, position: "right", formatter: ratio ? "{c}%" : "{c}", color: "inherit" },
        data: drawn.map(({ value }) => (ratio ? Math.round(value! * 1000) / 10 : value)),
      },
    ],
  };
}
