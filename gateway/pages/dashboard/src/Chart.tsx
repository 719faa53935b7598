/**
 * A chart by ECharts, for those who would rather look than read: beside every chart stands its table, so nothing is told by
 * the picture alone (WCAG 1.1.1). Loads the parts of the library that are drawn with, and follows light and dark.
 */
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

echarts.use([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

export type Option = echarts.EChartsCoreOption;

/** Colours that differ in lightness too, for those who do not tell hues apart. */
const COLOURS = ["#2f6fb5", "#c4661f", "#3f8f5b", "#8a5bb0", "#b0903a"];

export function Chart({ option, label, height = 260 }: { option: Option; label: string; height?: number }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chart = echarts.init(place.current!, null, { renderer: "svg" });
    const draw = () => {
      const style = getComputedStyle(document.documentElement);
      const text = style.getPropertyValue("--text").trim();
      const line = style.getPropertyValue("--line").trim();
      const axis = {
        axisLabel: { color: text },
        axisLine: { lineStyle: { color: line } },
        splitLine: { lineStyle: { color: line } },
      };
      const themed = ["xAxis", "yAxis"].reduce(
        (all, name) => ({ ...all, [name]: { ...axis, ...(option[name] as object) } }),
        option,
      );
      chart.setOption({ color: COLOURS, animation: false, textStyle: { color: text, fontFamily: "inherit" }, ...themed }, true);
    };
    draw();
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(place.current!);
    const system = matchMedia("(prefers-color-scheme: dark)");
    const chosen = new MutationObserver(draw);
    chosen.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    system.addEventListener("change", draw);
    return () => {
      resized.disconnect();
      chosen.disconnect();
      system.removeEventListener("change", draw);
      chart.dispose();
    };
  }, [option]);
  return <div ref={place} className="chart" role="img" aria-label={label} style={{ height }} />;
}
