/**
 * The scalars of the graph. Each refuses what is not of its form, and no refusal repeats the value (ATTACKS M02).
 */
import { GraphQLError, GraphQLID, GraphQLScalarType, Kind as AstKind } from "graphql";
import { SCALAR_FORMS } from "../../../schema/contract/scalarForms";

export { isCode, readInstant } from "../../../schema/contract/scalarForms";

export const IdScalar = GraphQLID;

function textScalar(name: string, description: string): GraphQLScalarType<string, string> {
  const problem = SCALAR_FORMS[name]!;
  const parse = (value: unknown): string => {
    const sentence = typeof value === "string" ? problem(value) : `${name} is a text in quotes`;
    if (sentence !== undefined) throw new GraphQLError(sentence);
    return value as string;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    // What the store holds was checked when it was taken in.
    serialize: (value) => value as string,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === AstKind.STRING ? node.value : undefined),
  });
}

export const CitizenIdScalar = textScalar(
  "CitizenId",
  "公民身份号码（GB 11643），18 位，校验位须正确 / citizen number, 18 characters, check character verified",
);
export const DateScalar = textScalar("Date", "日期，YYYY-MM-DD，北京时间 / a legal day in Asia/Shanghai");
export const DateTimeScalar = textScalar("DateTime", "时刻（RFC 3339，UTC）/ an instant, RFC 3339");
export const MoneyScalar = textScalar("Money", "金额，元，十进制文本，不作浮点运算 / yuan as an exact decimal text");
export const UsccScalar = textScalar("Uscc", "统一社会信用代码（GB 32100）/ unified social credit code");
export const DivisionCodeScalar = textScalar("DivisionCode", "行政区划代码（GB/T 2260）/ division code");
export const HashScalar = textScalar("Hash", "杂凑值（SHA-256，十六进制）/ hash, never the number itself");
export const ViolationCodeScalar = textScalar("ViolationCode", "违法行为代码（部门代码表）/ code of the violation");
export const JsonLinesScalar = textScalar(
  "JsonLines",
  "JSON Lines 文本，每行一个 JSON 对象，仅作变量 / JSON Lines as one text, as a variable only",
);
export const CauseCodeScalar = textScalar("CauseCode", "案由代码 / code of the cause of action");

/** Hours and the like: a JSON number with at most nine digits before the point and four after it, which a double holds exactly enough. */
export const DecimalScalar = new GraphQLScalarType<number, number>({
  name: "Decimal",
  description: "小数，至多九位整数、四位小数 / a decimal number, at most nine digits before the point and four after it",
  serialize: (value) => value as number,
  parseValue: () => {
    throw new GraphQLError("no argument of the graph is a Decimal");
  },
});
