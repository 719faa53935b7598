/** The two pages that lead to the others: the overview by department, and the list of all types. */
import { isEnumType, isInputObjectType, isScalarType, type GraphQLNamedType } from "graphql";
import type { Catalogue } from "../../../schema/catalogue/catalogue";
import { bilingual, pair } from "./bilingual";
import type { DocsGround } from "./docsPages";
import { html, type Html } from "./html";
import { page, table } from "./page";
import { kindOf, typeLink } from "./typePage";

export function overviewPage({ schema, catalogue }: DocsGround): string {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
  return page({
    title: "文档",
    heading: pair("图谱文档", "documentation of the graph"),
    body: html`<p>
        ${pair("每个类型、字段、查询事由和目录事项，由合成的图谱和目录数据生成。", "Every type, field, purpose and catalogue item, written from the composed graph and the catalogue's data.")}
      </p>
      <h2>${pair("入口", "where a query begins")}</h2>
      <ul>
        ${[...roots, schema.getType("Person")!].map((type) => html`<li>${typeLink(type.name)} ${bilingual(type.description)}</li>`)}
      </ul>
      <h2>${pair("部门与事项", "departments and their items")}</h2>
      ${departmentSections(catalogue)}`,
  });
}

function departmentSections({ departments, items }: Catalogue): Html[] {
  return departments
    .map((department) => ({ department, own: items.filter(({ sector }) => department.sectors.includes(sector)) }))
    .filter(({ own }) => own.length > 0)
    .map(
      ({ department, own }) =>
        html`<section>
          <h3>${pair(department.zh, department.en)}</h3>
          <ul>
            ${own.map(({ code, type, zh, en }) => html`<li><a href="/docs/items/${code}">${code}</a> ${typeLink(type)} ${pair(zh, en)}</li>`)}
          </ul>
        </section> `,
    );
}

export function typesPage({ schema }: DocsGround): string {
  const types = documentedTypes(schema.getTypeMap());
  const rows = types.map((type) => [typeLink(type.name), kindOf(type), bilingual(type.description)]);
  return page({
    title: "类型",
    heading: pair("类型", "types"),
    body: table(pair("全部类型", "all types"), [pair("名称", "name"), pair("种类", "kind"), pair("含义", "meaning")], rows),
  });
}

/** Types that a reader may want to know: not the language's own; those with fields first. */
export function documentedTypes(types: Readonly<Record<string, GraphQLNamedType>>): GraphQLNamedType[] {
  const rank = (type: GraphQLNamedType) => [isInputObjectType(type), isEnumType(type), isScalarType(type)].indexOf(true);
  return Object.values(types)
    .filter(({ name }) => !name.startsWith("__"))
    .sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1));
}
