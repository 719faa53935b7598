/** What the intake benchmark takes in: notices of tax arrears about people of the register, one row about each in turn. */
import { closeSync, openSync, writeSync } from "node:fs";
import { citizenIdCheckCharacter } from "../../schema/contract/citizenId";
import { addDays } from "../../schema/contract/legalDay";
import { cellsOf, columnsOf } from "../../subgraphs/kit/intake/columns";
import { csvLine } from "../../subgraphs/kit/intake/csvLine";
import { recordSpec } from "../../subgraphs/kit/record/recordType";
import { TaxArrearsNotice } from "../../subgraphs/sectors/tax/records";

const BIRTHDAYS = 18_000;
const NAMES = ["欧阳静", "刘建国", "陈静怡", "冯𠮷安", "迪丽娜尔·艾合买提"];

/** Person `n`, plainly made up: sequences from 900 on are nobody's. */
export function benchPerson(n: number): { idNumber: string; name: string } {
  const birth = addDays("1950-01-01", n % BIRTHDAYS).replaceAll("-", "");
  const first = `120115${birth}${900 + (Math.floor(n / BIRTHDAYS) % 100)}`;
  return { idNumber: first + citizenIdCheckCharacter(first), name: NAMES[n % NAMES.length]! };
}

/** At most this many persons are distinct. */
export const MAX_PEOPLE = BIRTHDAYS * 96;

export function writeNotices(file: string, rows: number, people: number): void {
  const spec = recordSpec(TaxArrearsNotice);
  const descriptor = openSync(file, "w");
  let text = csvLine(columnsOf(spec).map(({ title }) => title));
  for (let row = 0; row < rows; row++) {
    const noticeNo = `津宝税欠告〔2025〕${row}号`;
    const detail = { noticeNo, taxType: "DEED", arrearsBand: "UNDER_10K", dueOn: addDays("2024-01-10", row % 300) };
    const decision = {
      determiningOrgan: "国家税务局天津市宝坻区税务局",
      basisDocNo: noticeNo,
      decidedOn: addDays("2025-01-12", row % 300),
    };
    text += csvLine(cellsOf(spec, { ...benchPerson(row % people), ...decision, detail }));
    if (text.length > 1 << 20) {
      writeSync(descriptor, text);
      text = "";
    }
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
}
