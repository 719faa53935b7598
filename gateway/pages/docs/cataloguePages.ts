/** Pages of the catalogue: the items, one item; the purposes with their matrix, one purpose. */
import type { Catalogue, CatalogueEntry, CategoryEntry, Purpose } from "../../../schema/catalogue/catalogue";
import { bilingual, pair } from "./bilingual";
import { html, type Html } from "./html";
import { facts, page, table } from "./page";

export function itemsPage({ items }: Catalogue): string {
  const rows = items.map((item) => [
    html`<a href="/docs/items/${item.code}">${item.code}</a>`,
    pair(item.zh, item.en),
    html`<a href="/docs/types/${item.type}"><code>${item.type}</code></a>`,
    html`<code>${item.category}</code>`,
    html`<code>${item.openness.default}</code>`,
  ]);
  const titles = [
    pair("编码", "code"),
    pair("事项", "item"),
    pair("类型", "type"),
    pair("信息类别", "category"),
    pair("公开属性", "openness"),
  ];
  return page({
    title: "目录事项",
    heading: pair("目录事项", "catalogue items"),
    body: table(pair("全部事项", "all items"), titles, rows),
  });
}

export function itemPage(item: CatalogueEntry, { departments }: Catalogue): string {
  const owner = departments.find(({ sectors }) => sectors.includes(item.sector));
  const bases = item.legalBases.map(({ law, article, inForceFrom, inForceUntil }) => [
    html`${law}`,
    html`${article}`,
    html`${inForceFrom} – ${inForceUntil ?? ""}`,
  ]);
  return page({
    title: `${item.code} ${item.zh}`,
    heading: html`${item.code} ${pair(item.zh, item.en)}`,
    body: html`${facts([
      [pair("类型", "type"), html`<a href="/docs/types/${item.type}"><code>${item.type}</code></a>`],
      [pair("负责部门", "owner"), owner && html`${pair(owner.zh, owner.en)} <code>${item.sector}</code>`],
      [pair("信息类别", "category"), html`<a href="/docs/purposes#${item.category}"><code>${item.category}</code></a>`],
      [pair("重点领域", "key field"), item.keyField ?? undefined],
      [pair("重点人群", "key population"), item.population ?? undefined],
      [pair("公开属性", "openness"), html`<code>${item.openness.default}</code> (${item.openness.mayBe.join(", ")})`],
      [pair("信息性质", "polarity"), item.polarities.join(", ")],
      [pair("失信程度", "gravity"), item.gravities.join(", ")],
      [pair("展示期限", "display"), bilingual(item.display.note)],
      [pair("查询期限（月）", "query period, months"), item.queryMonths === null ? undefined : String(item.queryMonths)],
      [pair("推送时限（工作日）", "push limit, working days"), String(item.pushLimitWorkingDays)],
      [pair("来源", "source"), bilingual(item.source)],
    ])}${table(pair("法律依据", "legal bases"), [pair("法律", "law"), pair("条款", "article"), pair("施行期间", "in force")], bases)}`,
  });
}

export function purposesPage({ purposes, refusedPurposes, categories }: Catalogue): string {
  const titles = [
    pair("事由", "purpose"),
    ...categories.map(({ code, zh }) => html`<span id="${code}" class="upright">${zh} <code>${code}</code></span>`),
  ];
  const rows = purposes.map((purpose) => [purposeLink(purpose), ...categories.map((category) => mark(purpose, category))]);
  const refused = refusedPurposes.map(({ code, zh, en, why }) => [html`${code}`, pair(zh, en), bilingual(why)]);
  return page({
    title: "查询事由",
    heading: pair("查询事由", "purposes of a query"),
    body: html`<p>
        ${pair("● 直接开放；○ 案件需要时，逐项说明理由后开放；◇ 只供规则引擎读取；空白：不开放。", "● open; ○ open with a justification; ◇ read by the rule engine alone; blank: closed.")}
      </p>
      ${table(pair("事由 × 信息类别", "purpose × category"), titles, rows)}
      ${table(pair("拒绝的事由", "refused purposes"), [pair("编码", "code"), pair("事由", "purpose"), pair("原因", "why")], refused)}`,
  });
}

export function purposePage(purpose: Purpose, { categories }: Catalogue): string {
  const ceiling = purpose.grantCeiling;
  const rows = categories
    .filter((category) => mark(purpose, category).text !== "")
    .map((category) => [html`<code>${category.code}</code>`, pair(category.zh, category.en), mark(purpose, category)]);
  return page({
    title: `${purpose.id} ${purpose.zh}`,
    heading: html`${purpose.id} ${pair(purpose.zh, purpose.en)}`,
    body: html`${facts([
      [pair("写作", "written as"), html`<code>${purpose.code}</code>`],
      [pair("谁可使用", "who may state it"), bilingual(purpose.requesterText)],
      [pair("授权方式", "authorisation"), html`<code>${purpose.kind}</code>`],
      [pair("依据", "legal basis"), bilingual(purpose.basis)],
      [pair("可读的公开属性", "openness that may be read"), html`${purpose.openness.map(opennessRule)}`],
      [
        pair("回溯（月）", "look-back, months"),
        purpose.lookBackMonths === null ? pair("不限", "no limit") : String(purpose.lookBackMonths),
      ],
      [pair("结果可保存", "the answer may be kept"), purpose.dataLife],
      [
        pair("授权书上限", "most that an authorisation may allow"),
        ceiling && html`${ceiling.uses} × , ${ceiling.validDays} d: ${ceiling.categories.join(", ")}`,
      ],
    ])}${table(pair("开放的信息类别", "open categories"), [pair("编码", "code"), pair("类别", "category"), pair("条件", "condition")], rows)}`,
  });
}

function purposeLink({ id, code, zh, en }: Purpose): Html {
  return html`<a href="/docs/purposes/${code}">${id} ${pair(zh, en)}</a>`;
}

function opennessRule({ level, category, scope }: Purpose["openness"][number]): Html {
  return html`<code>${level}</code>${category ? html` (${category})` : ""}${scope ? html` [${scope}]` : ""} `;
}

function mark({ required, conditional, verdictInputs }: Purpose, { code }: CategoryEntry): Html {
  const names = (list: readonly string[]) => list.includes("*") || list.includes(code);
  if (names(required)) return html`●`;
  if (names(conditional)) return html`○`;
  return names(verdictInputs) ? html`◇` : html``;
}
