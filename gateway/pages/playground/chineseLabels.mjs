/**
 * GraphiQL's own labels are English only. While the page is built they are replaced by Chinese ones with the English beside,
 * and its links to foreign hosts are dropped.
 *
 * Refuses: a build in which a label is no longer where this list says. A new version of GraphiQL fails the build instead
 * of quietly showing half of its labels in one language.
 */

/** File of a package → what stands there → what is to stand there. */
const LABELS = {
  "graphiql/dist/GraphiQL.js": [
    ['newTab: "New tab"', 'newTab: "新标签页 New tab"'],
    ['? "Show" : "Hide"} editor tools`', '? "展开 Show" : "收起 Hide"} 变量与请求头 editor tools`'],
    ['"aria-label": "Editor Commands"', '"aria-label": "编辑命令 Editor commands"'],
    ['"aria-label": "Operation Editor"', '"aria-label": "操作编辑器 Operation editor"'],
    ['"data-name": "variables", children: "Variables"', '"data-name": "variables", children: "变量 Variables"'],
    ['"data-name": "headers", children: "Headers"', '"data-name": "headers", children: "请求头 Headers"'],
    ['=== "variables" ? "Variables" : "Headers"', '=== "variables" ? "变量 Variables" : "请求头 Headers"'],
    ['"aria-label": "Select active operation"', '"aria-label": "选择操作 Select active operation"'],
  ],
  "graphiql/dist/ui/sidebar.js": [
    ["`Re-fetch GraphQL schema (", "`重新读取模式 Re-fetch schema ("],
    ['"Open short keys dialog"', '"快捷键 Short keys"'],
    ['"Open settings dialog"', '"设置 Settings"'],
    ['? "Hide" : "Show"} ${plugin_0.title}`', '? "收起文档 Hide" : "打开文档 Show"} ${plugin_0.title}`'],
    ['children: "Short Keys"', 'children: "快捷键 Short keys"'],
    [
      '"This modal provides a list of available keyboard shortcuts and their functions."',
      '"快捷键及其功能 The keys and what they do."',
    ],
    ['children: "Settings"', 'children: "设置 Settings"'],
    [
      '"This modal lets you adjust header persistence, interface theme, and clear local storage."',
      '"外观与本页数据 Theme, and the data of this page."',
    ],
    ['children: "Theme"', 'children: "外观 Theme"'],
    ['"Adjust how the interface appears."', '"深色、浅色或跟随系统 Dark, light, or as the system."'],
    ['children: "System"', 'children: "跟随系统 System"'],
    ['children: "Light"', 'children: "浅色 Light"'],
    ['children: "Dark"', 'children: "深色 Dark"'],
    ['children: "Clear storage"', 'children: "清除本页数据 Clear"'],
    [
      '"Remove all locally stored data and start fresh."',
      '"数据只在内存中，刷新即消失 Held in memory only; a reload clears it too."',
    ],
    ['success: "Cleared data"', 'success: "已清除 Cleared"'],
    ['error: "Failed"', 'error: "未能清除 Failed"'],
    ['|| "Clear data"', '|| "清除 Clear"'],
  ],
  "graphiql/dist/ui/short-keys.js": [
    ['"Execute query"', '"执行 Execute query"'],
    [
      '"Open the Command Palette (you must have focus in the editor)"',
      '"命令面板（光标须在编辑器内）Command palette (with the focus in the editor)"',
    ],
    ['"Prettify editors"', '"整理格式 Prettify editors"'],
    ['"Copy query"', '"复制操作 Copy query"'],
    ['"Re-fetch schema using introspection"', '"重新读取模式 Re-fetch schema"'],
    ['"Search in documentation"', '"在文档中查找 Search in documentation"'],
    ['"Search in editor"', '"在编辑器中查找 Search in editor"'],
    ['"Merge fragments definitions into operation definition"', '"将片段并入操作 Merge fragments into the operation"'],
    ['children: "Short Key"', 'children: "快捷键 Key"'],
    ['children: "Function"', 'children: "功能 Function"'],
    ['"This Graph"', '"键位与 VS Code 相同。This Graph"'],
    ["similar to VS Code. See the full list of shortcuts for", "similar to VS Code, on"],
    [
      'jsx("a", { href: "https://code.visualstudio.com/docs/reference/default-keybindings", target: "_blank", rel: "noreferrer", ',
      'jsx("span", { ',
    ],
    [
      'jsx("a", { href: "https://code.visualstudio.com/shortcuts/keyboard-shortcuts-macos.pdf", target: "_blank", rel: "noreferrer", ',
      'jsx("span", { ',
    ],
    [
      'jsx("a", { href: "https://code.visualstudio.com/shortcuts/keyboard-shortcuts-windows.pdf", target: "_blank", rel: "noreferrer", ',
      'jsx("span", { ',
    ],
  ],
  "graphiql/dist/ui/toolbar.js": [
    ["`Prettify query (", "`整理格式 Prettify ("],
    ["`Merge fragments into query (", "`并入片段 Merge fragments ("],
    ["`Copy query (", "`复制操作 Copy ("],
  ],
  "graphiql/dist/ui/logo.js": [['href: "https://github.com/graphql/graphiql", target: "_blank", rel: "noreferrer", ', ""]],
  "@graphiql/plugin-doc-explorer/dist/context.js": [
    ['aria-label="Show Documentation Explorer"', 'aria-label="打开文档 Show Documentation Explorer"'],
    ['name: "Docs"', 'name: "文档 Docs"'],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js": [
    ['"Error fetching schema"', '"未能读取模式 Error fetching schema"'],
    ['"No GraphQL schema available"', '"没有可用的模式 No schema available"'],
    ["`Go back to ${", "`返回 Go back to ${"],
    ['"aria-label": "Documentation Explorer"', '"aria-label": "文档 Documentation Explorer"'],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/search.js": [
    ["placeholder: t12", 'placeholder: "查找", "aria-label": "在文档中查找 Search in documentation"'],
    ['"No results found"', '"没有找到 No results"'],
    ['"Other results"', '"其他结果 Other results"'],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/section.js": [
    ["t1,\n      title\n", "t1,\n      SECTION_TITLES[title] ?? title\n"],
  ],
  "@graphiql/react/dist/components/execute-button/index.js": [
    ['? "Stop" : "Execute"} query', '? "停止 Stop" : "执行 Execute"} query'],
  ],
  "@graphiql/react/dist/components/dialog/index.js": [['"Close dialog"', '"关闭 Close"']],
  "@graphiql/react/dist/components/tabs/index.js": [['"Close Tab"', '"关闭标签页 Close tab"']],
  "@graphiql/react/dist/components/response-editor.js": [['"Result Window"', '"结果 Result"']],
  "@graphiql/react/dist/constants.js": [
    ['label: "Prettify Editors"', 'label: "整理格式 Prettify editors"'],
    ['label: "Merge Fragments into Query"', 'label: "并入片段 Merge fragments into query"'],
    ['label: "Run Operation"', 'label: "执行 Run operation"'],
    ['label: "Copy Query"', 'label: "复制操作 Copy query"'],
  ],
};

/** Titles of the documentation pane; GraphiQL also finds their icons by the English ones, so only what is shown changes. */
const SECTION_TITLES = {
  Arguments: "参数 Arguments",
  "Deprecated Arguments": "已弃用的参数 Deprecated arguments",
  "Deprecated Enum Values": "已弃用的枚举值 Deprecated enum values",
  "Deprecated Fields": "已弃用的字段 Deprecated fields",
  Directives: "指令 Directives",
  "Enum Values": "枚举值 Enum values",
  Fields: "字段 Fields",
  Implements: "实现的接口 Implements",
  Implementations: "实现类型 Implementations",
  "Possible Types": "可能的类型 Possible types",
  "Root Types": "根类型 Root types",
  Type: "类型 Type",
  "All Schema Types": "全部类型 All schema types",
};

/** The part of a module's path that names it in `LABELS`. */
function keyOf(id) {
  const path = id.split("?", 1)[0].replaceAll("\\", "/");
  return path.slice(path.lastIndexOf("/node_modules/") + "/node_modules/".length);
}

/** `code` with every replacement made. @throws Error naming the label that is not there. */
function relabelled(code, file) {
  let text = code;
  for (const [from, to] of LABELS[file]) {
    if (!text.includes(from))
      throw new Error(`${file} has no ${from}: adapt gateway/pages/playground/chineseLabels.mjs to this version`);
    text = text.replaceAll(from, to);
  }
  return text.includes("SECTION_TITLES") ? `const SECTION_TITLES = ${JSON.stringify(SECTION_TITLES)};\n${text}` : text;
}

/** The plugin for Vite. */
export function chineseLabels() {
  const pending = new Set(Object.keys(LABELS));
  return {
    name: "chinese-labels",
    transform: {
      filter: { id: /node_modules\/@?graphiql\// },
      handler(code, id) {
        const file = keyOf(id);
        if (!(file in LABELS)) return null;
        pending.delete(file);
        return { code: relabelled(code, file), map: null };
      },
    },
    buildEnd(error) {
      if (!error && pending.size > 0)
        throw new Error(`labels not found: ${[...pending].join(", ")} is no part of the build any more`);
    },
  };
}
