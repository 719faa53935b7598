/**
 * The files of a district, one a sector and item, as the departments would send them. Written through the columns that
 * the reader reads by, so that the two cannot drift apart; a field that the type does not have is an Error.
 */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { cellsOf, columnsOf } from "../../subgraphs/kit/intake/columns";
import { csvLine } from "../../subgraphs/kit/intake/csvLine";
import type { RecordSpec } from "../../subgraphs/kit/record/recordType";
import { recordTypeNamed, recordTypes } from "./recordTypes";
import type { Entry } from "./scene";

export interface WrittenFile {
  sector: string;
  type: string;
  /** Path below the folder of the district. */
  file: string;
  rows: number;
}

interface OpenFile extends WrittenFile {
  descriptor: number;
  pending: string[];
}

const LINES_AT_ONCE = 2000;

export class DistrictFiles {
  private readonly open = new Map<string, OpenFile>();

  constructor(private readonly folder: string) {
    for (const { sector, spec } of recordTypes().values()) {
      mkdirSync(join(folder, sector), { recursive: true });
      // What a larger district left here would else look like a part of this one.
      rmSync(join(folder, sector, `${spec.name}.csv`), { force: true });
    }
  }

  add({ type, content }: Entry): void {
    const { sector, spec } = recordTypeNamed(type);
    const stray = Object.keys(content.detail).find((name) => !spec.details.some((detail) => detail.name === name));
    if (stray !== undefined) throw new Error(`record type ${type} has no field "${stray}"`);
    const file = this.open.get(type) ?? this.begin(sector, spec);
    file.pending.push(csvLine(cellsOf(spec, content)));
    file.rows++;
    if (file.pending.length >= LINES_AT_ONCE) flush(file);
  }

  /** Closes the files; what was written, by sector. A type without rows has no file. */
  close(): WrittenFile[] {
    return [...this.open.values()]
      .map((file) => {
        flush(file);
        closeSync(file.descriptor);
        return { sector: file.sector, type: file.type, file: file.file, rows: file.rows };
      })
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  }

  private begin(sector: string, spec: RecordSpec): OpenFile {
    const name = `${sector}/${spec.name}.csv`;
    const descriptor = openSync(join(this.folder, name), "w");
    const header = csvLine(columnsOf(spec).map(({ title }) => title));
    const file = { sector, type: spec.name, file: name, rows: 0, descriptor, pending: [header] };
    this.open.set(spec.name, file);
    return file;
  }
}

function flush(file: OpenFile): void {
  writeSync(file.descriptor, file.pending.join(""));
  file.pending = [];
}
