import { isSector, subgraphNamed, subgraphNames } from "../../register";
import { cellsOf, columnsOf } from "./columns";
import { rowReader } from "./readCells";
import { readHeader } from "./header";
import { templateOf } from "./template";

const specs = subgraphNames
  .map(subgraphNamed)
  .filter(isSector)
  .flatMap(({ sector }) => sector.types);
const specNamed = (name: string) => specs.find((spec) => spec.name === name)!;
const titles = (name: string) => columnsOf(specNamed(name)).map(({ title }) => title);

test("a credit record has the item, the person, its own fields, then the decision", () => {
  expect(titles("TaxArrearsNotice")).toEqual([
    ...["目录事项", "公民身份号码", "姓名"],
    ...["公告编号", "税种", "欠税金额区间", "税款限缴日期", "清缴日期"],
    ...["信息性质", "失信程度", "公开属性", "认定单位", "认定单位代码", "认定文书号", "决定日期", "状态"],
  ]);
});

test("a type without a number of its own has the column 记录编号", () => {
  expect(titles("RealNameCheck").slice(0, 4)).toEqual(["目录事项", "公民身份号码", "姓名", "记录编号"]);
});

test("the identity of a person says number and name once, as its own fields", () => {
  expect(titles("PersonIdentity")).toEqual([
    ...["目录事项", "公民身份号码", "姓名", "曾用名", "性别", "出生日期"],
    ...["户籍地行政区划", "户籍状态", "实名等级", "决定日期"],
  ]);
});

test("a type that is no credit record has no decision but its day", () => {
  expect(titles("IdNumberChange").slice(-2)).toEqual(["变更日期", "决定日期"]);
});

test.each(specs.map((spec) => [spec.name, spec] as const))(
  "%s: its template has every column once, and each example can be read",
  (_, spec) => {
    const [header = "", row = ""] = templateOf(spec).split("\r\n");
    const read = rowReader(readHeader(header.split(","), spec))({ line: 2, cells: row.split(",") });
    expect(read.problems).toEqual([]);
    expect(new Set(header.split(",")).size).toBe(columnsOf(spec).length);
  },
);

test("a row is written with the code of its item, and empty cells where nothing is said", () => {
  const cells = cellsOf(specNamed("TaxAdviser"), {
    idNumber: "n",
    name: "张示例",
    detail: { certNo: "1", status: "PRACTISING" },
  });
  expect(cells).toEqual(["TAX-04", "n", "张示例", "1", "", "", "执业", "", "", "", "", "", "", "", ""]);
});

test("a field with the title of a column that every batch has is refused", () => {
  const spec = specNamed("TaxAdviser");
  const twin = { ...spec, details: [...spec.details, { ...spec.details[0]!, name: "x", zh: "决定日期" }] };
  expect(() => columnsOf(twin)).toThrow(/决定日期.*another title/);
});
