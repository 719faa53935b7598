/**
 * The page at `/`: says what the service is and leads to its parts. No script, nothing loaded, no link to a foreign host;
 * in production it names no part that is not there.
 */

interface Part {
  path: string;
  zh: string;
  en: string;
  zhSays: string;
  enSays: string;
  only?: "development";
}

const PARTS: readonly Part[] = [
  {
    path: "/playground",
    zh: "试用台",
    en: "Playground",
    zhSays: "选角色、选示例，在浏览器里查询；文档为中英双语",
    enSays: "choose a persona and an example, and query in the browser",
    only: "development",
  },
  {
    path: "/docs",
    zh: "图谱文档",
    en: "Documentation",
    zhSays: "每个类型、字段、查询事由和目录事项，可检索",
    enSays: "every type, field, purpose and catalogue item, searchable",
    only: "development",
  },
  {
    path: "/dashboard",
    zh: "监督看板",
    en: "Dashboard",
    zhSays: "联席会议办公室的指标、任务与专项督查；只有汇总，没有个人",
    enSays: "indicators, tasks and inspections of the joint-meeting office; numbers, never a person",
  },
  { path: "/health/live", zh: "存活", en: "Liveness", zhSays: "进程是否在运行", enSays: "whether the process runs" },
  {
    path: "/health/ready",
    zh: "就绪",
    en: "Readiness",
    zhSays: "各部门是否可达",
    enSays: "whether the departments can be reached",
  },
  {
    path: "/.well-known/credit-graph/keys",
    zh: "公钥",
    en: "Keys",
    zhSays: "用于核验回执与存证",
    enSays: "public keys that verify receipts and checkpoints",
  },
];

const STYLE = `
:root { color-scheme: light dark; --text: #1f2a3d; --muted: #556078; --line: #d5dbe6; --link: #0b5cad; --back: #f9fafc; }
@media (prefers-color-scheme: dark) { :root { --text: #e4eaf5; --muted: #a9b5cb; --line: #36435a; --link: #7cb8ff; --back: #141b29; } }
body { margin: 0 auto; max-width: 44rem; padding: 3rem 1.25rem; background: var(--back); color: var(--text);
  font: 1rem/1.7 "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; } h1 [lang] { display: block; font-size: 1rem; font-weight: 400; }
[lang=en] { color: var(--muted); } a { color: var(--link); } a:focus-visible { outline: 2px solid; outline-offset: 3px; }
dl { margin: 2rem 0 0; } dt { padding-top: .8rem; border-top: 1px solid var(--line); font-weight: 600; }
dt [lang=en] { font-weight: 400; } dd { margin: 0 0 .8rem; } dd [lang=en] { display: block; font-size: .9rem; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .95em; }`;

/** The page, as HTML. */
export function frontPage({ mode }: { mode: "development" | "production" }): string {
  const parts = PARTS.filter(({ only }) => only === undefined || only === mode);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>个人诚信图谱</title>
<link rel="icon" href="data:,">
<style>${STYLE}
</style>
</head>
<body>
<main>
<h1>个人诚信图谱 <span lang="en">Credit graph</span></h1>
<p>各部门各自运行子图、各管各的信用记录；网关把它们组成一张以“人”为中心的图，逐字段判定、逐人留痕。查询须有令牌、事由和业务编号。
<span lang="en">Each department runs its own subgraph and keeps its own records; the gateway composes them into one graph of persons,
decides field by field and records every look-up. A query needs a token, a purpose and a case number.</span></p>
<p>接口 <span lang="en">API</span>：<code>POST /graphql</code>${mode === "development" ? DEVELOPMENT_NOTE : ""}</p>
<dl>
${parts.map(described).join("\n")}
</dl>
</main>
</body>
</html>
`;
}

const DEVELOPMENT_NOTE = `<br>开发环境，人物均为合成；<code>npm run -s token -- licensing-clerk</code> 打印一个令牌。
<span lang="en">Development: all people are synthetic; the command prints a token.</span>`;

function described({ path, zh, en, zhSays, enSays }: Part): string {
  const name = `${zh} <span lang="en">${en}</span>`;
  return `<dt><a href="${path}">${name} <code>${path}</code></a></dt>\n<dd>${zhSays} <span lang="en">${enSays}</span></dd>`;
}
