/** One row: what is taken, what is refused and with which sentence; and that whatever is written can be read. */
import fc from "fast-check";
import { isSector, subgraphNamed, subgraphNames } from "../../register";
import type { RecordSpec } from "../record/recordType";
import { cellsOf, columnsOf, type RowContent } from "./columns";
import { readHeader } from "./header";
import { anyContent } from "./rowContent.fixture";
import { rowContext, validateRow, type RecordDraft } from "./validateRow";

const specs = subgraphNames
  .map(subgraphNamed)
  .filter(isSector)
  .flatMap(({ sector }) => sector.types);
const specNamed = (name: string) => specs.find((spec) => spec.name === name)!;
const TODAY = "2026-06-30";

const contextOf = (spec: RecordSpec) =>
  rowContext({
    spec,
    header: readHeader(
      columnsOf(spec).map(({ title }) => title),
      spec,
    ),
    today: TODAY,
    department: "区示例局",
  });

const NOTICE: RowContent = {
  idNumber: "120115197802029913",
  name: "刘建国",
  detail: { noticeNo: "津宝税欠告〔2025〕1号", taxType: "VALUE_ADDED", arrearsBand: "UNDER_10K", dueOn: "2025-01-10" },
  determiningOrgan: "国家税务总局天津市宝坻区税务局",
  basisDocNo: "津宝税欠告〔2025〕1号",
  decidedOn: "2025-05-12",
};

/** The verdict on the notice with some cells, by their titles, replaced. */
function judge(cells: Record<string, string>, type = "TaxArrearsNotice", content = NOTICE) {
  const spec = specNamed(type);
  const row = cellsOf(spec, content).map((cell, place) => cells[columnsOf(spec)[place]!.title] ?? cell);
  return validateRow({ line: 7, cells: row }, contextOf(spec));
}

function problemsOf(...given: Parameters<typeof judge>): string[] {
  const verdict = judge(...given);
  return "problems" in verdict ? verdict.problems.map(({ row, column, problem }) => `${row} ${column}：${problem}`) : [];
}

function draftOf(...given: Parameters<typeof judge>): RecordDraft {
  const verdict = judge(...given);
  if ("problems" in verdict) throw new Error(JSON.stringify(verdict.problems));
  return verdict.draft;
}

test("what the catalogue leaves no choice about need not be said", () => {
  expect(draftOf({})).toMatchObject({
    ...{ line: 7, sourceNo: "津宝税欠告〔2025〕1号", polarity: "ADVERSE", gravity: "GENERAL", openness: "GOV_SHARED" },
    ...{ state: "ACTIVE", determiningOrganCode: null, decidedOn: "2025-05-12" },
  });
});

test("codes may stand in place of Chinese labels", () => {
  expect(draftOf({ 税种: "DEED", 公开属性: "PUBLIC", 状态: "DISPUTED" })).toMatchObject({
    ...{ openness: "PUBLIC", state: "DISPUTED" },
    detail: { taxType: "DEED" },
  });
});

const ALIKE = "不是信用记录里的内容";
test.each<[title: string, cells: Record<string, string>, said: RegExp]>([
  ["a day that never was", { 决定日期: "2025-02-30" }, /^7 决定日期：没有这一天/],
  ["a date that could be two", { 税款限缴日期: "1/10/2025" }, /^7 税款限缴日期：日期须先写年份/],
  ["a serial number in place of a date", { 税款限缴日期: "45667" }, /^7 税款限缴日期：像是 Excel 的日期序列号/],
  ["a decision in the future", { 决定日期: "2026-07-01" }, /^7 决定日期：日期在将来/],
  [
    "a decision before the person was born",
    { 公民身份号码: "120115200505059950", 决定日期: "2005-05-04" },
    /^7 决定日期：早于本人的出生日期/,
  ],
  [
    "a decision before any law allowed the collection",
    { 决定日期: "2001-04-30", 税款限缴日期: "2000-01-01" },
    /没有施行的法律依据/,
  ],
  ["a wrong check character", { 公民身份号码: "120115197802029914" }, /^7 公民身份号码：.*校验位不符/],
  ["a number of 15 digits whose century is not sure", { 公民身份号码: "120115050202996" }, /^7 公民身份号码：.*1900/],
  ["H08 full-width digits", { 公民身份号码: "１20115197802029913" }, /^7 公民身份号码/],
  ["H08 a number with a space behind", { 公民身份号码: "120115197802029913 " }, /^7 公民身份号码：首尾有空格/],
  ["H08 a number with a zero-width character", { 公民身份号码: "1201151978020\u200B29913" }, /^7 公民身份号码：含有不可见/],
  ["H08 a name with a zero-width character", { 姓名: "刘建\u200B国" }, /^7 姓名/],
  ["H08 a name with full-width letters", { 姓名: "Ｌiu" }, /^7 姓名：姓名应与登记一致/],
  ["H08 text that turns the direction of writing", { 认定单位: "税务局\u202E" }, /^7 认定单位：含有不可见/],
  ["a value that no code list has", { 税种: ALIKE }, /^7 税种：应为以下之一：增值税/],
  ["an openness that the item does not know", { 公开属性: "授权查询" }, /^7 公开属性：应为以下之一：社会公开、政务共享$/],
  ["a gravity that the item does not know", { 失信程度: "严重" }, /^7 失信程度：应为以下之一：一般$/],
  ["a state that comes about here", { 状态: "已到期" }, /^7 状态：应为以下之一：正常、异议中/],
  ["a wrong code of the organ", { 认定单位代码: "111201150000000058" }, /^7 认定单位代码：.*校验位/],
  ["no document under an adverse record", { 认定文书号: "" }, /^7 认定文书号：负面信息须填写/],
  ["no organ", { 认定单位: "  " }, /^7 认定单位：不能为空/],
  ["a key that is too long for the store", { 公告编号: "号".repeat(201) }, /^7 公告编号：超过 200 个字/],
  ["a key with a space in front", { 公告编号: " 1号" }, /^7 公告编号：首尾有空格/],
  ["a date that a rule of the type forbids", { 清缴日期: "2025-01-09" }, /^7 清缴日期：早于决定日期/],
  ["an end of display before the decision", { 清缴日期: "2025-05-11" }, /^7 清缴日期：早于决定日期/],
  ["an end of display in another age", { 清缴日期: "9999-12-31" }, /^7 清缴日期：晚于决定日期一百年以上/],
  ["another item", { 目录事项: "TAX-02" }, /^7 目录事项：本批次的目录事项为 TAX-01/],
])("a row with %s is refused, its line and column named", (_, cells, said) => {
  const problems = problemsOf(cells);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(said);
});

test("M02 no sentence repeats the cell", () => {
  for (const title of columnsOf(specNamed("TaxArrearsNotice")).map((column) => column.title)) {
    for (const sentence of problemsOf({ [title]: "\u200B机密9527" })) expect(sentence).not.toContain("9527");
  }
});

test("every mistake of a row is named at once", () => {
  expect(problemsOf({ 决定日期: "?", 税种: "?", 姓名: "" }).map((said) => said.split("：")[0])).toEqual([
    "7 姓名",
    "7 税种",
    "7 决定日期",
  ]);
});

test("a row with too many or too few cells is refused as a whole", () => {
  const verdict = validateRow({ line: 3, cells: ["TAX-01"] }, contextOf(specNamed("TaxArrearsNotice")));
  expect(verdict).toEqual({ problems: [{ row: 3, column: "整行", problem: "有 1 个单元格，应为 16 个；请核对分隔符和引号" }] });
});

test.each<[cells: Record<string, string>, draft: object, note: string]>([
  [{ 决定日期: "2025年3月1日" }, { decidedOn: "2025-03-01" }, "日期已规范"],
  [{ 决定日期: "2025-3-1" }, { decidedOn: "2025-03-01" }, "日期已规范"],
  [{ 决定日期: "2025/03/01" }, { decidedOn: "2025-03-01" }, "日期已规范"],
  [{ 决定日期: "２０２５-０３-０１" }, { decidedOn: "2025-03-01" }, "日期已规范"],
  [{ 公民身份号码: "120115780202991" }, { idNumber: "120115197802029913" }, "升为 18 位"],
])("what can be read in one way only is read, and that is noted: %j", (cells, draft, note) => {
  const verdict = judge(cells);
  expect(verdict).toMatchObject({
    draft,
    notes: [{ row: 7, column: Object.keys(cells)[0], problem: expect.stringContaining(note) }],
  });
});

test("a look-alike of the middle dot is mended, and that is noted without the name", () => {
  const verdict = judge({ 姓名: "迪丽娜尔•艾合买提" });
  expect(verdict).toMatchObject({ draft: { name: "迪丽娜尔·艾合买提" }, notes: [{ row: 7, column: "姓名" }] });
  expect(JSON.stringify("notes" in verdict && verdict.notes)).not.toContain("迪丽");
});

test("a term of display that nobody can mean is refused, and does not stop the others", () => {
  const listing: RowContent = {
    ...{ idNumber: "120115197802029913", name: "刘建国", determiningOrgan: "法院", basisDocNo: "1", decidedOn: "2025-05-12" },
    detail: {
      ...{
        caseNo: "1",
        basisIssuer: "法院",
        court: "法院",
        filedOn: "2025-05-12",
        obligation: "还款",
        publishedOn: "2025-05-12",
      },
      ...{ performance: "NOT_PERFORMED", conduct: "EVASION", termMonths: 24 },
    },
  };
  expect(problemsOf({}, "JudgmentDefaulter", listing)).toEqual([]);
  for (const months of ["-1", "2147483647"]) {
    expect(problemsOf({ "延长期限（月）": months }, "JudgmentDefaulter", listing)).toEqual([
      "7 延长期限（月）：应为 0 至 1200 个月",
    ]);
  }
});

describe("gravity", () => {
  const honour: RowContent = {
    ...{
      idNumber: "120115200505059950",
      name: "周子涵",
      polarity: "POSITIVE",
      determiningOrgan: "大学",
      decidedOn: "2025-05-12",
    },
    detail: { studentNo: "1", school: "大学", conduct: "HONOUR", decisionNo: "2", ageAtEvent: 20, until: "2028-05-12" },
  };
  const judged = (cells: Record<string, string>) => problemsOf(cells, "StudentIntegrityRecord", honour);

  test("is empty where nothing is adverse", () => {
    expect(judged({})).toEqual([]);
    expect(draftOf({}, "StudentIntegrityRecord", honour).gravity).toBeNull();
    expect(judged({ 失信程度: "轻微" })).toEqual(["7 失信程度：不是负面信息的，应为空"]);
  });

  test("must be said where the item has several", () => {
    expect(judged({ 信息性质: "负面", 认定文书号: "2" })).toEqual(["7 失信程度：负面信息须填写失信程度：轻微、一般"]);
    expect(judged({ 信息性质: "" })).toEqual(["7 信息性质：不能为空"]);
  });

  test("a rule of the type speaks at its column: no minor enters the student file", () => {
    expect(judged({ 决定日期: "2023-05-04", 记载截止日期: "2026-05-04", 行为发生时年龄: "17" })[0]).toMatch(
      /^7 行为发生时年龄：.*18周岁/,
    );
  });
});

describe("the identity of a person", () => {
  const identity: RowContent = {
    ...{ idNumber: "", name: "", decidedOn: "2020-01-02" },
    detail: { citizenIdNumber: "120115199001019909", fullName: "陈静怡", sex: "FEMALE", birthDate: "1990-01-01" },
  };
  const judged = (cells: Record<string, string>) => problemsOf(cells, "PersonIdentity", identity);

  test("must agree with the number, where it says sex or birth", () => {
    expect(judged({})).toEqual([]);
    expect(judged({ 性别: "男" })).toEqual(["7 性别：与公民身份号码不一致，请核对"]);
    expect(judged({ 性别: "未说明" })).toEqual([]);
    expect(judged({ 出生日期: "1990-01-02" })[0]).toMatch(/^7 出生日期/);
  });

  test("has the day of intake and the department where the row says none", () => {
    expect(draftOf({ 决定日期: "" }, "PersonIdentity", identity)).toMatchObject({
      decidedOn: TODAY,
      determiningOrgan: "区示例局",
    });
  });
});

test.each(specs.map((spec) => [spec.name, spec] as const))("any %s that is written reads back equal", (_, spec) => {
  const context = { ...contextOf(spec), spec: { ...spec, rules: [] } };
  const columns = columnsOf(spec);
  fc.assert(
    fc.property(anyContent(spec, columns, TODAY), (content) => {
      const verdict = validateRow({ line: 2, cells: cellsOf(spec, content) }, context);
      if ("problems" in verdict) throw new Error(JSON.stringify(verdict.problems));
      const { idNumber, name, sourceNo, detail, ...rest } = content;
      expect(verdict.draft.detail).toEqual(detail);
      expect(verdict.draft).toMatchObject({ idNumber, name, ...(sourceNo !== undefined && { sourceNo }), ...rest });
    }),
    { numRuns: 60 },
  );
});
