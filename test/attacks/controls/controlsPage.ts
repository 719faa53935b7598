/** `docs/controls.md`: the controls by number of case, and each with its file and its test. */
import { CASES, casesOf, type Control, type Controls, type Proof } from "./controls";

const HEAD = `# Controls

What withstands each case of the attack catalogue (sections A, B, C, D, F, G, H, I, K and M), where it stands, and the test that
fails when it is taken out. Written by \`npm run controls\` from \`test/attacks/controls\`; \`npm run controls -- --take-out\`
takes each control out of a copy of the tree and requires its test to fail (\`--take-out A06\` those of one case). Grants (E), evidence
(J) and display (L) have their tests under these letters in \`test/attacks/e-*\`, \`test/journeys/evidence.test.ts\` and
\`subgraphs/kit/door\`.

From a number to its control: the index, then the row; \`npm test -- A06\` runs whatever bears the number. From a control to its
cases: the file's name in this page.
`;

export function controlsPage({ controls, absent }: Controls): string {
  const rows = controls.map(
    (one, at) =>
      `| <a id="row-${at + 1}"></a>${at + 1} | ${one.cases} | ${cell(one.control)} | ${link(one.file)} | ${proof(one)} |`,
  );
  const missing = absent.map((one) => `| ${one.cases} | ${cell(one.reason)} | ${proof(one)} |`);
  return [
    HEAD,
    "## Index by case\n",
    ...index({ controls, absent }),
    "\n## Controls\n",
    "| row | cases | control | file | test that misses it |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "\n## Cases that cannot be made here\n",
    "| cases | why | test that holds the reason |",
    "| --- | --- | --- |",
    ...missing,
    "",
  ].join("\n");
}

/** One line a section. */
function index({ controls, absent }: Controls): string[] {
  const sections = new Map<string, string[]>();
  for (const number of CASES) {
    const rows = controls.flatMap((one, at) => (casesOf(one).includes(number) ? [at + 1] : []));
    const isAbsent = absent.some((one) => casesOf(one).includes(number));
    const links = rows.map((row) => `[${row}](#row-${row})`);
    const where = [...links, ...(isAbsent ? ["[cannot be made](#cases-that-cannot-be-made-here)"] : [])].join(", ");
    sections.set(number[0]!, [...(sections.get(number[0]!) ?? []), `**${number}** ${where}`]);
  }
  return [...sections].map(([section, cases]) => `- ${section}: ${cases.join(" · ")}`);
}

function link(file: string): string {
  return `[${file}](../${file})`;
}

function proof({ test, title, ...more }: Proof & Partial<Control>): string {
  return `${link(test)} — ${cell(title)}${more.mariadb ? " (on MariaDB)" : ""}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
