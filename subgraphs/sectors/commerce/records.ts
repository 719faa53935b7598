/** What the commission of commerce records of online traders, issuers of prepaid cards, and of domestic workers who agreed to it. */
import { PenaltyType } from "../../kit/record/commonLists";
import { CreditRecord } from "../../kit/record/creditRecord";
import { LegalDate, listOf, oneOf, Text, UsccCode } from "../../kit/record/kinds";
import { Detail, RecordType } from "../../kit/record/recordType";
import type { CodeOf } from "../../kit/record/vocabulary";
import { CountBand, EcomConduct } from "./lists";

@RecordType({ key: ["decisionNo"] })
export class EcommerceMisconduct extends CreditRecord {
  @Detail(Text, "行政处罚决定书文号", "number of the penalty decision") decisionNo!: string;
  @Detail(Text, "平台名称", "platform") platform!: string;
  @Detail(oneOf(EcomConduct), "失信情形", "conduct") conduct!: CodeOf<typeof EcomConduct>;
  @Detail(listOf(oneOf(PenaltyType)), "处罚种类", "kinds of penalty") penaltyTypes!: CodeOf<typeof PenaltyType>[];
}

@RecordType({ key: ["caseNo"], perPerson: true })
export class PrepaidCardDefault extends CreditRecord {
  @Detail(Text, "案件编号", "number of the case") caseNo!: string;
  @Detail(UsccCode, "发卡企业统一社会信用代码", "issuer's unified social credit code") issuerUscc!: string;
  @Detail(oneOf(CountBand), "涉及消费者人数区间", "band of the consumers affected") consumersAffectedBand!: CodeOf<
    typeof CountBand
  >;
  @Detail(LegalDate, "了结日期", "day on which it was settled", { optional: true }) settledOn?: string;
}

@RecordType({ key: ["workerNo"] })
export class DomesticWorkerFile extends CreditRecord {
  @Detail(Text, "从业人员编号", "number of the worker") workerNo!: string;
  @Detail(UsccCode, "家政企业统一社会信用代码", "domestic-service enterprise's unified social credit code", { optional: true })
  employerUscc?: string;
  @Detail(listOf(Text), "已完成培训", "training done") trainingDone!: string[];
}
