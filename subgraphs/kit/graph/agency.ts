/** An agency as the graph shows it: the same value type wherever a subgraph says who asked, looked or was authorised. */
import { Directive, Field, ID, ObjectType } from "type-graphql";
import { loadCatalogue } from "../../../schema/catalogue/load";

@Directive("@shareable")
@Directive("@authenticated")
@ObjectType({ description: "查询机构 / an agency", simpleResolvers: true })
export class Agency {
  @Field(() => ID, { description: "机构代码 / code" }) code!: string;
  @Field(() => String, { description: "中文名称 / Chinese name" }) zh!: string;
  @Field(() => String, { description: "英文名称 / English name" }) en!: string;
}

/** The agency of this code; one that is on the list no longer keeps its code for a name. */
export function agencyOf(code: string): Agency {
  const { zh, en } = loadCatalogue().agencies.find((agency) => agency.code === code) ?? { zh: code, en: code };
  return Object.assign(new Agency(), { code, zh, en });
}
