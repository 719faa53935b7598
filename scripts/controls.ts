/**
 * `npm run controls`: writes `docs/controls.md`. With `--take-out` it takes each control (or those of the named cases) out of a
 * copy of the tree, runs the control's test there and requires it to fail: the measure of the attack suite is what it misses.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../schema/contract/projectRoot";
import { casesOf, loadControls, type Control } from "../test/attacks/controls/controls";
import { controlsPage } from "../test/attacks/controls/controlsPage";
import { mariadbProgram, startMariadb } from "../test/support/mariadb";
import { environment } from "./config";
import { copyTree, type TreeCopy } from "./controls/treeCopy";

export async function main(argv: string[]): Promise<number> {
  if (argv.includes("--help")) {
    console.log("npm run controls                          writes docs/controls.md");
    console.log(
      "npm run controls -- --take-out [A06 …]    takes controls out, one by one, and runs the test that must miss each",
    );
    return 0;
  }
  const controls = loadControls();
  if (!argv.includes("--take-out")) {
    writeFileSync(join(projectRoot(), "docs", "controls.md"), controlsPage(controls));
    return 0;
  }
  const asked = argv.filter((one) => !one.startsWith("--"));
  const rows = controls.controls.map((control, at) => ({ control, row: at + 1 }));
  const isAsked = (one: (typeof rows)[number]) =>
    asked.length === 0 || asked.includes(String(one.row)) || casesOf(one.control).some((number) => asked.includes(number));
  const unnoticed = await takeOut(rows.filter(isAsked));
  console.log(`${unnoticed} controls that no test misses`);
  return unnoticed === 0 ? 0 : 1;
}

async function takeOut(rows: readonly { control: Control; row: number }[]): Promise<number> {
  const needsServer = rows.some(({ control }) => control.mariadb);
  const program = mariadbProgram(environment()["PATH"] ?? "");
  if (needsServer && program === undefined) throw new Error("some controls are missed on MariaDB alone: install it first");
  const mariadb = needsServer ? await startMariadb(program!) : undefined;
  const tree = copyTree();
  let unnoticed = 0;
  try {
    for (const { control, row } of rows) {
      const url = control.mariadb && mariadb?.url;
      const outcome = missed(tree, control, url ? { CREDIT_TEST_MARIADB: url } : {});
      if (outcome !== "missed") unnoticed++;
      console.log(`${outcome.padEnd(8)} ${row}  ${control.cases}  ${control.control}`);
    }
  } finally {
    tree.remove();
    await mariadb?.stop();
  }
  return unnoticed;
}

/** Whether the control's test fails without it, having passed with it. */
function missed(tree: TreeCopy, { file, take, leave, test, title }: Control, more: Record<string, string>): string {
  const before = tree.read(file);
  if (before.split(take).length !== 2) return "NO TEXT";
  tree.write(
    file,
    before.replace(take, () => leave),
  );
  try {
    if (tree.hasSyntaxError(file)) return "SYNTAX";
    const { failed, passed } = tree.runTest(test, title, more);
    return failed > 0 ? "missed" : passed > 0 ? "UNSEEN" : "NO TEST";
  } finally {
    tree.write(file, before);
  }
}
