/** Why nothing of a file was taken, for the steward: a code, and a sentence that says what to do next. */
import { BatchRefused } from "../../subgraphs/kit/intake/batchRefused";
import { DeskRefused } from "../../subgraphs/kit/life/deskRefused";
import { StoreUnavailable } from "../../subgraphs/kit/store/storeUnavailable";
import { BatchLost } from "../../subgraphs/kit/store/staging";

export interface NotTaken {
  code: string;
  zh: string;
  en: string;
}

const DISK_FULL: NotTaken = {
  code: "DISK_FULL",
  zh: "数据库所在的磁盘已满，什么也没有收入；请腾出空间后重新提交同一文件",
  en: "the disk of the database is full; nothing was taken. Make room and submit the same file again",
};
const STORE_BUSY: NotTaken = {
  code: "STORE_BUSY",
  zh: "另一批次正在写入同一数据库，本文件什么也没有收入；请待其结束后重新提交",
  en: "another batch is being written to the same database; nothing of this file was taken. Submit it again once that has ended",
};
const SECTOR_UNAVAILABLE: NotTaken = {
  code: "SECTOR_UNAVAILABLE",
  zh: "数据库没有应答，什么也没有收入；请稍后重新提交同一文件",
  en: "a database does not answer; nothing was taken. Submit the same file again later",
};

const BATCH_LOST: NotTaken = {
  code: "BATCH_LOST",
  zh: "接收中断过久，本批次已作废，什么也没有收入；请重新提交同一文件",
  en: "receiving was interrupted for too long and the batch was given up; nothing was taken. Submit the same file again",
};

/** `undefined` for what is no refusal but a fault of the program. */
export function whyNotTaken(error: unknown): NotTaken | undefined {
  if (error instanceof BatchRefused) return { code: error.code, zh: error.zh, en: error.en };
  if (error instanceof DeskRefused) return { code: error.problem, zh: error.zh, en: error.message };
  if (error instanceof BatchLost) return BATCH_LOST;
  // TypeORM wraps what the driver says.
  const { code = "", errno } = error as { code?: string; errno?: number };
  if (/^(SQLITE_FULL|ENOSPC|ER_DISK_FULL|ER_RECORD_FILE_FULL)/.test(code) || errno === 1021 || errno === 1114) return DISK_FULL;
  if (/^(SQLITE_BUSY|ER_LOCK_DEADLOCK|ER_LOCK_WAIT_TIMEOUT)/.test(code)) return STORE_BUSY;
  return error instanceof StoreUnavailable ? SECTOR_UNAVAILABLE : undefined;
}
