/** An indicator's own fields: its cells, its trend, where its numbers come from. */
import { Arg, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { IndicatorEntry } from "../../../../schema/catalogue/catalogue";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import type { Book, NamedFigure } from "../indicator/book";
import type { Measurement } from "../indicator/measured";
import type { Dimension } from "../indicator/view";
import { MEASURES } from "../rollup/counter";
import { groupOf, IndicatorDimension } from "./codes";
import { Indicator, IndicatorCell, IndicatorDefinition, IndicatorPoint } from "./indicatorTypes";

/** An indicator with what its fields are computed from. */
class OpenIndicator extends Indicator {
  entry!: IndicatorEntry;
  book!: Book;
}

const MAX_MONTHS = 120;

export function shownIndicator(entry: IndicatorEntry, book: Book): Indicator {
  const measurement = book.measurement(entry);
  const { value, numerator, denominator, suppressed } = book.figure(entry);
  const { id: code, zh, en, target } = entry;
  return Object.assign(new OpenIndicator(), {
    ...{ code, zh, en, group: groupOf(code), value, numerator, denominator, suppressed, entry, book },
    status: measurement === undefined ? "NOT_MEASURED" : "MEASURED",
    notMeasuredBecause: book.notMeasuredBecause(entry),
    unit: measurement?.unit ?? "RATIO",
    target: target === "shown" ? undefined : target,
    met: book.met(entry),
    definition: definitionOf(entry, measurement),
    staleSources: book.staleSources(entry),
  });
}

function definitionOf(
  { numerator, denominator, period }: IndicatorEntry,
  measurement: Measurement | undefined,
): IndicatorDefinition {
  const computedFrom = (measurement?.from ?? []).map((measure) => `${MEASURES[measure].zh} / ${MEASURES[measure].en}`);
  const source =
    measurement === undefined
      ? "— / none yet"
      : computedFrom.length > 0
        ? "各子图事件的汇总 / rollups of the subgraphs' events"
        : "任务、督查与专员登记 / the board of tasks, inspections and stewards";
  return Object.assign(new IndicatorDefinition(), { numerator, denominator, period, source, computedFrom });
}

@Resolver(() => Indicator)
export class IndicatorFields {
  @FieldResolver(() => [IndicatorPoint], { description: "截至本期末的逐月走势 / month by month, up to the end of the period" })
  trend(
    @Arg("months", () => Int, { defaultValue: 12, description: `月数，1 至 ${MAX_MONTHS} / how many months` }) months: number,
    @Root() { entry, book }: OpenIndicator,
  ): IndicatorPoint[] {
    if (months < 1 || months > MAX_MONTHS) throw refused("MONTHS_RANGE");
    return book
      .trend(entry, months)
      .map(({ key, value, numerator, denominator, suppressed }) =>
        Object.assign(new IndicatorPoint(), { period: key, value, numerator, denominator, suppressed }),
      );
  }

  @FieldResolver(() => [IndicatorCell], {
    description: "按固定维度分解；没有该维度的为空 / cut by a fixed dimension; empty where it has none",
  })
  breakdown(
    @Arg("by", () => IndicatorDimension.enumObject, { description: "维度 / dimension" }) by: string,
    @Root() { entry, book, staleSources }: OpenIndicator,
  ): IndicatorCell[] {
    return book.breakdown(entry, by as Dimension).map((figure) => shownCell(figure, isStaleCell(by, figure.key, staleSources)));
  }
}

export function isStaleCell(by: string, key: string, stale: readonly string[]): boolean {
  const { departments, items } = loadCatalogue();
  if (by === "MEMBER")
    return departments.some(({ code, sectors }) => code === key && sectors.some((sector) => stale.includes(sector)));
  if (by === "ITEM" || by === "RECORD_TYPE")
    return items.some((item) => (item.code === key || item.type === key) && stale.includes(item.sector));
  return stale.length > 0;
}

export function shownCell(
  { key, zh, en, value, numerator, denominator, suppressed }: NamedFigure,
  stale: boolean,
): IndicatorCell {
  return Object.assign(new IndicatorCell(), { key, zh, en, value, numerator, denominator, suppressed, stale });
}
