/** The record types of all sectors by name, as the register of subgraphs has them. */
import type { RecordSpec } from "../../subgraphs/kit/record/recordType";
import { isSector, subgraphNamed, subgraphNames } from "../../subgraphs/register";

export interface RecordTypeOf {
  sector: string;
  spec: RecordSpec;
}

let types: Map<string, RecordTypeOf> | undefined;

export function recordTypes(): ReadonlyMap<string, RecordTypeOf> {
  types ??= new Map(
    subgraphNames
      .map(subgraphNamed)
      .filter(isSector)
      .flatMap(({ sector }) => sector.types.map((spec) => [spec.name, { sector: sector.name, spec }] as const)),
  );
  return types;
}

/** @throws Error for a type that no sector has. */
export function recordTypeNamed(name: string): RecordTypeOf {
  const found = recordTypes().get(name);
  if (found === undefined) throw new Error(`no sector has the record type ${name}`);
  return found;
}
