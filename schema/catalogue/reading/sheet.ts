/**
 * One file of the catalogue whose shape is right: a head and a list of entries, each traceable to its line.
 * The checks between files work on sheets; a file whose shape is wrong has no sheet, and checks against it wait.
 */
import { z } from "zod";
import type { Path, Report } from "./catalogueMistake";
import { keyOf } from "./catalogueMistake";
import { expectation } from "./expectation";
import { foundText } from "./found";
import { readYamlSource, type YamlSource } from "./yamlSource";

export class Sheet<T, Head = unknown> {
  constructor(
    readonly source: YamlSource,
    readonly key: string,
    readonly head: Head,
    readonly entries: T[],
    private readonly report: Report,
  ) {}

  /** Reports that the value at `path`, counted from the list, is not what was expected. */
  mistake(path: Path, expected: string): void {
    this.mistakeInFile([this.key, ...path], expected);
  }

  /** The same, counted from the top of the file. */
  mistakeInFile(path: Path, expected: string): void {
    reportAt(this.source, path, expected, this.report);
  }
}

/** Reads a file that is `head` keys and one list `key` of `entry`s; `undefined` after reporting its mistakes. */
export function readSheet<T, Head extends z.ZodRawShape = Record<never, never>>(
  file: { path: string; label: string },
  shape: { key: string; entry: z.ZodType<T>; head?: Head },
  report: Report,
): Sheet<T, z.infer<z.ZodObject<Head>>> | undefined {
  const source = readYamlSource(file.path, file.label, report);
  if (source === undefined) return undefined;
  const whole = z.strictObject({ ...shape.head, [shape.key]: z.array(shape.entry).min(1) });
  const parsed = whole.safeParse(source.value, { error: expectation });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) reportIssue(source, issue, report);
    return undefined;
  }
  const { [shape.key]: entries, ...head } = parsed.data as Record<string, unknown>;
  return new Sheet(source, shape.key, head as z.infer<z.ZodObject<Head>>, entries as T[], report);
}

function reportIssue(source: YamlSource, issue: z.core.$ZodIssue, report: Report): void {
  const path = issue.path as Path;
  if (issue.code !== "unrecognized_keys") return reportAt(source, path, issue.message, report);
  for (const key of issue.keys) {
    const at = [...path, key];
    report({ file: source.file, line: source.lineOf(at), key: keyOf(at), expected: issue.message, found: foundText(key) });
  }
}

function reportAt(source: YamlSource, path: Path, expected: string, report: Report): void {
  const found = path.reduce<unknown>(
    (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
    source.value,
  );
  report({ file: source.file, line: source.lineOf(path), key: keyOf(path), expected, found: foundText(found) });
}
