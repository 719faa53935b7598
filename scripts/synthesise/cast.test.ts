import { checkCitizenId } from "../../schema/contract/citizenId";
import { checkPersonName } from "../../schema/contract/personName";
import { cast } from "./cast";

test("the cast is twelve people with a number and a name of his own each, and a note in both languages", () => {
  expect(cast).toHaveLength(12);
  expect(new Set(cast.map(({ idNumber }) => idNumber)).size).toBe(12);
  expect(new Set(cast.map(({ name }) => name)).size).toBe(12);
  for (const { noteZh, noteEn } of cast) expect(Math.min(noteZh.length, noteEn.length)).toBeGreaterThan(5);
});

test.each(cast.map(({ idNumber, name }, place) => [place + 1, idNumber, name] as const))(
  "member %d has a valid number with a sequence kept for the cast, and a name as the register writes it",
  (_, idNumber, name) => {
    expect(checkCitizenId(idNumber)).toBeUndefined();
    expect(idNumber.slice(14, 16)).toBe("99");
    expect(checkPersonName(name)).toBeUndefined();
  },
);

test("numbers and names that README and tests quote do not change", () => {
  expect(cast.map(({ idNumber, name }) => `${idNumber} ${name}`)).toEqual([
    "120115199001019909 陈静怡",
    "120115197802029913 刘建国",
    "120115198203039938 赵海涛",
    "120115198704049923 孙丽华",
    "120115200505059950 周子涵",
    "12011519690606994X 吴桂芳",
    "120115197507079977 郑志强",
    "120224195208089991 李德福",
    "120115199309099968 迪丽娜尔·艾合买提",
    "120115198510109916 冯𠮷安",
    "120115199811119987 何晓雯",
    "120115197312129954 马立峰",
  ]);
});
