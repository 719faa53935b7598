/** A table that can be sorted by its columns, and taken away as CSV or XLSX. */
import { useId, useState, type ReactNode } from "react";
import { csvOf, save, xlsxOf, type Cells } from "./exportTable";
import { useText } from "./language";

export interface Column<Row> {
  title: string;
  /** What stands in the file, and what is sorted by. */
  value(row: Row): string | number | null;
  /** What is shown, where it is more than the value. */
  show?(row: Row): ReactNode;
  numeric?: boolean;
  /** Stays on one line: a number, a day, a word. */
  short?: boolean;
}

interface Parts<Row> {
  caption: string;
  /** Name of the file, without its ending. */
  file: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf(row: Row): string;
}

export function DataTable<Row>({ caption, file, columns, rows, keyOf }: Parts<Row>) {
  const say = useText();
  const id = useId();
  const [by, setBy] = useState<{ column: number; descending: boolean }>();
  const sorted = by === undefined ? rows : [...rows].sort(comparing(columns[by.column]!, by.descending));
  const cells: Cells = [columns.map(({ title }) => title), ...sorted.map((row) => columns.map(({ value }) => value(row)))];
  const sortBy = (column: number) => setBy({ column, descending: by?.column === column && !by.descending });
  return (
    <div className="table">
      <div className="wide" tabIndex={0} role="region" aria-labelledby={id}>
        <table>
          <caption id={id}>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ title, numeric }, at) => (
                <th
                  key={title}
                  scope="col"
                  className={numeric ? "numeric" : undefined}
                  aria-sort={by?.column === at ? (by.descending ? "descending" : "ascending") : undefined}
                >
                  <button type="button" className="sort" onClick={() => sortBy(at)}>
                    {title}
                    <span aria-hidden="true">{by?.column === at ? (by.descending ? " ▼" : " ▲") : ""}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ title, value, show, numeric, short }, at) => {
                  const content = show?.(row) ?? value(row) ?? "—";
                  return at === 0 ? (
                    <th key={title} scope="row">
                      {content}
                    </th>
                  ) : (
                    <td key={title} className={numeric ? "numeric" : short ? "short" : undefined}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="exports">
        <button type="button" onClick={() => save(`${file}.csv`, csvOf(cells))}>
          CSV
        </button>
        <button type="button" onClick={() => void xlsxOf(cells).then((blob) => save(`${file}.xlsx`, blob))}>
          XLSX
        </button>
        <span className="visually-hidden">{say(`导出“${caption}”`, `export “${caption}”`)}</span>
      </p>
    </div>
  );
}

function comparing<Row>({ value }: Column<Row>, descending: boolean) {
  return (one: Row, other: Row): number => {
    const [left, right] = [value(one), value(other)];
    // What has no value stays at the end, whichever way it is sorted.
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order =
      typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right), "zh-CN");
    return descending ? -order : order;
  };
}
