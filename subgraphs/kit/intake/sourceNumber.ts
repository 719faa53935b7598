/** The number of a record in the department's own system: from the type's key fields, or from the column 记录编号. */
import type { RecordSpec } from "../record/recordType";

/** Characters that the store keeps of it. */
export const MAX_SOURCE_NUMBER = 200;

/** Two different keys never give one number: the separator is escaped in the values. */
export function sourceNumber(spec: RecordSpec, detail: Readonly<Record<string, unknown>>, own: string | undefined): string {
  if (spec.key.length === 0) return own!;
  if (spec.key.length === 1) return String(detail[spec.key[0]!]);
  return spec.key.map((name) => String(detail[name]).replaceAll("\\", "\\\\").replaceAll("|", "\\|")).join("|");
}
