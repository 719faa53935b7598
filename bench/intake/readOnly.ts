/** Reading, decoding, cells and checks alone: the same path, with persons and sink that cost nothing. */
import { legalDayOf } from "../../schema/contract/legalDay";
import { openSheet } from "../../subgraphs/kit/intake/openSheet";
import { receiveUpload } from "../../subgraphs/kit/intake/read/upload";
import { sortRows, type SortedRows } from "../../subgraphs/kit/intake/sortRows";
import { rowContext } from "../../subgraphs/kit/intake/validateRow";
import type { Sector } from "../../subgraphs/kit/sector";

export async function readOnly(file: string, sector: Sector): Promise<SortedRows> {
  const upload = await receiveUpload(file);
  const sheet = await openSheet(upload, sector);
  const nothing = async () => undefined;
  return sortRows({
    rows: sheet.rows,
    again: () => upload.rows(),
    context: rowContext({
      ...{ spec: sheet.spec, header: sheet.header, department: sector.zh },
      today: legalDayOf(new Date()),
    }),
    persons: { problem: "", of: async (drafts) => drafts.map(({ idNumber }) => idNumber) },
    complaints: async () => [],
    sink: { add: nothing, remove: nothing },
    refusals: { add: nothing, finish: nothing, discard: nothing },
  });
}
