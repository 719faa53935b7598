/** The page of one type of the graph: its fields, what each demands, its values, its catalogue item, where it is used. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from "graphql";
import type { CatalogueEntry } from "../../../schema/catalogue/catalogue";
import type { Requirement } from "../../authorize/requirements";
import { bilingual, halves, pair } from "./bilingual";
import type { DocsGround } from "./docsPages";
import { html, type Html } from "./html";
import { facts, page, table } from "./page";

const KINDS: Record<string, [zh: string, en: string]> = {
  GraphQLObjectType: ["对象类型", "object type"],
  GraphQLInterfaceType: ["接口", "interface"],
  GraphQLEnumType: ["枚举", "enum"],
  GraphQLInputObjectType: ["输入类型", "input type"],
  GraphQLScalarType: ["标量", "scalar"],
};

export function typePage(type: GraphQLNamedType, ground: DocsGround): string {
  const { zh } = halves(type.description);
  const item = ground.catalogue.items.find((one) => one.type === type.name);
  return page({
    title: `${type.name} ${zh}`,
    heading: html`<code>${type.name}</code> ${bilingual(type.description)}`,
    body: html`${aboutType(type, item)}${contentOf(type, ground)}${usedBy(type, ground.schema)}`,
  });
}

/** The kind of a type, in both languages. */
export function kindOf(type: GraphQLNamedType): Html {
  return pair(...KINDS[type.constructor.name]!);
}

export function typeLink(name: string): Html {
  return html`<a href="/docs/types/${name}"><code>${name}</code></a>`;
}

function aboutType(type: GraphQLNamedType, item: CatalogueEntry | undefined): Html {
  const interfaces = isObjectType(type) ? type.getInterfaces().map(({ name }) => html`${typeLink(name)} `) : [];
  return facts([
    [pair("种类", "kind"), kindOf(type)],
    [pair("实现接口", "implements"), interfaces.length > 0 ? html`${interfaces}` : undefined],
    [
      pair("目录事项", "catalogue item"),
      item && html`<a href="/docs/items/${item.code}">${item.code} ${pair(item.zh, item.en)}</a>`,
    ],
  ]);
}

function contentOf(type: GraphQLNamedType, ground: DocsGround): Html {
  if (isEnumType(type)) {
    const rows = type
      .getValues()
      .map(({ name, description }) => [html`<code id="${name}">${name}</code>`, bilingual(description)]);
    return table(pair("取值", "values"), [pair("值", "value"), pair("含义", "meaning")], rows);
  }
  if (isInputObjectType(type)) {
    const rows = Object.values(type.getFields()).map((field) => [
      named(field.name),
      reference(field.type),
      bilingual(field.description),
    ]);
    return table(pair("字段", "fields"), [pair("名称", "name"), pair("类型", "type"), pair("含义", "meaning")], rows);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return html``;
  const rows = Object.values(type.getFields()).map((field) => [
    named(field.name),
    html`${reference(field.type)}${argumentsOf(field.args)}`,
    bilingual(field.description),
    demand(ground.requirements.get(`${type.name}.${field.name}`)),
  ]);
  const titles = [
    pair("名称", "name"),
    pair("类型与参数", "type and arguments"),
    pair("含义", "meaning"),
    pair("要求", "demands"),
  ];
  return table(pair("字段", "fields"), titles, rows);
}

function named(name: string): Html {
  return html`<code id="${name}">${name}</code>`;
}

/** A type as written in the schema, its name a link. */
function reference(type: GraphQLType): Html {
  const { name } = getNamedType(type);
  const [before = "", after = ""] = String(type).split(name);
  return html`<code>${before}<a href="/docs/types/${name}">${name}</a>${after}</code>`;
}

function argumentsOf(args: readonly GraphQLArgument[]): Html {
  if (args.length === 0) return html``;
  return html`<ul>
    ${args.map(
      ({ name, type, description, defaultValue }) =>
        html`<li>
          <code>${name}: </code
          >${reference(type)}${defaultValue === undefined ? "" : html` <code>= ${JSON.stringify(defaultValue)}</code>`}
          ${bilingual(description)}
        </li>`,
    )}
  </ul>`;
}

/** What a caller must have for a field to be answered. */
function demand(requirement: Requirement | undefined): Html {
  if (requirement === undefined) return html``;
  const categories = requirement.categories.map((code) => html`<a href="/docs/purposes#${code}"><code>${code}</code></a> `);
  const scopes = requirement.scopes.map((ways) => html`<code>${ways.map((all) => all.join(" + ")).join(" | ")}</code> `);
  return html`${categories}${scopes}`;
}

function usedBy(type: GraphQLNamedType, schema: GraphQLSchema): Html {
  const places = Object.values(schema.getTypeMap()).flatMap((other) => {
    if (other.name.startsWith("__") || !("getFields" in other)) return [];
    return Object.values(other.getFields())
      .filter((field) => typesOf(field).some((one) => getNamedType(one) === type))
      .map(
        ({ name }) =>
          html`<li>
            <a href="/docs/types/${other.name}#${name}"><code>${other.name}.${name}</code></a>
          </li>`,
      );
  });
  return places.length === 0
    ? html``
    : html`<h2>${pair("使用处", "used by")}</h2>
        <ul class="columns">
          ${places}
        </ul>`;
}

/** Of the field itself and of its arguments. */
function typesOf(field: { type: GraphQLType; args?: readonly GraphQLArgument[] }): GraphQLType[] {
  return [field.type, ...(field.args ?? []).map(({ type }) => type)];
}
