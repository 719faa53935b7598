/** The project's own TypeScript files and what they import. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../schema/contract/projectRoot";

export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  path: string;
  text: string;
  /** Imported files (from the root) and packages. */
  imports: string[];
}

const TOP = ["gateway", "subgraphs", "schema", "scripts", "test", "bench"];

export function sourceFiles(): SourceFile[] {
  const root = projectRoot();
  return TOP.flatMap((folder) => tsFiles(join(root, folder))).map((file) => {
    const path = relative(root, file).split("\\").join("/");
    const text = readFileSync(file, "utf8");
    return { path, text, imports: importsOf(path, text) };
  });
}

function tsFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : tsFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(path: string, text: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const visit = (node: ts.Node): void => {
    const given = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier;
    if (given && ts.isStringLiteral(given)) found.push(given.text);
    if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")
    ) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) found.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((name) =>
    name.startsWith(".")
      ? normalize(join(dirname(path), name))
          .split("\\")
          .join("/")
      : name,
  );
}
