/** What the first tab holds: how to use the page, and an operation that everyone may run. */
export const WELCOME = `# 个人诚信图谱 Playground：本机开发环境，人物全部是合成的。
# The credit graph, on this machine; every person in it is synthetic.
#
# 1. 上方选角色（决定令牌），或选示例（自动填好操作、变量与角色）。
#    Choose a persona above (it sets the token), or an example (it fills in everything).
# 2. Ctrl-Enter 执行；左侧书本图标打开文档。
#    Ctrl-Enter runs; the book on the left opens the documentation.
# 3. 公民身份号码和姓名只能写在变量里。
#    Citizen numbers and names are passed as variables only.

query Purposes {
  purposes {
    code
    zh
    kind
  }
}
`;
