/** What the first tab holds: how to use the page, and an operation that everyone may run. */
export const WELCOME = `# 个人诚信图谱 Playground：本机开发环境，人物全部是合成的。
# The credit graph here; all people are synthetic.
#
# 1. 上方选角色（决定令牌），或选示例（自动填好操作、变量与角色）。
#    Choose a persona, or an example, above.
# 2. Ctrl-Enter 执行；左侧书本图标打开文档。
#    Ctrl-Enter runs; the book opens the documentation.
# 3. 公民身份号码和姓名只能写在变量里。
#    Numbers and names of people go in variables only.

query Purposes {
  purposes {
    code
    zh
    kind
  }
}
`;
