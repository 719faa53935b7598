import type { SectorSubgraph } from "../sectorSubgraph";
import { subgraphNamed } from "../../register";
import { BatchRefused } from "./batchRefused";
import { columnsOf } from "./columns";
import { placeOfItem, readHeader } from "./header";

const spec = (subgraphNamed("tax") as SectorSubgraph).sector.types.find(({ name }) => name === "TaxAdviser")!;
const titles = columnsOf(spec).map(({ title }) => title);

function refusal(work: () => unknown): BatchRefused {
  try {
    work();
  } catch (error) {
    if (error instanceof BatchRefused) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("columns may stand in any order and may have their English names", () => {
  const { columns } = readHeader([...titles.slice(1).reverse(), " item "], spec);
  expect(columns.at(-1)?.name).toBe("item");
  expect(columns[0]?.title).toBe("状态");
});

test("an unknown column refuses the file and is named by its place and title", () => {
  const { code, zh } = refusal(() => readHeader([...titles, "备注"], spec));
  expect(code).toBe("HEADER_UNKNOWN_COLUMN");
  expect(zh).toContain(`第 ${titles.length + 1} 列“备注”`);
});

test("M02 a cell in place of a title is not repeated when it could be a person's data", () => {
  for (const cell of ["120115199001019909", "一个很长的单元格其中可能写着一个人的住址"]) {
    expect(refusal(() => readHeader([...titles, cell], spec)).message).not.toContain(cell);
  }
});

test("missing columns refuse the file and are all named, those with optional cells too", () => {
  const { code, zh } = refusal(() =>
    readHeader(
      titles.filter((title) => title !== "状态" && title !== "执业机构"),
      spec,
    ),
  );
  expect(code).toBe("HEADER_MISSING_COLUMN");
  expect(zh).toContain("执业机构、状态");
});

test("a column that is there twice, once by each name, refuses the file", () => {
  const { code, zh } = refusal(() => readHeader([...titles, "certNo"], spec));
  expect(code).toBe("HEADER_DUPLICATE_COLUMN");
  expect(zh).toContain("证书编号");
});

test("a first row without 目录事项 refuses the file; a wrong separator is said to be one", () => {
  expect(refusal(() => placeOfItem(["TAX-04", "120115199001019909"])).code).toBe("HEADER_ABSENT");
  expect(refusal(() => placeOfItem(["目录事项;姓名;状态"])).zh).toContain("英文逗号");
});

test("the three columns of a refusal file are skipped when it comes back", () => {
  const header = readHeader(["行号", "列", "原因", ...titles], spec);
  expect(header.isRefusalFile).toBe(true);
  expect(header.columns.slice(0, 4).map((column) => column?.title)).toEqual([undefined, undefined, undefined, "目录事项"]);
});

test("one of these columns alone is an unknown column", () => {
  expect(refusal(() => readHeader([...titles, "原因"], spec)).code).toBe("HEADER_UNKNOWN_COLUMN");
});
