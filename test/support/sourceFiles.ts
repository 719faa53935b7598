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
  /** Those of them that are there when it runs: not for types alone. */
  runs: string[];
}

const TOP = ["gateway", "subgraphs", "schema", "scripts", "test", "bench"];

export function sourceFiles(): SourceFile[] {
  const root = projectRoot();
  return TOP.flatMap((folder) => tsFiles(join(root, folder))).map((file) => {
    const path = relative(root, file).split("\\").join("/");
    const text = readFileSync(file, "utf8");
    const imports = importsOf(path, text);
    const namesOf = (some: readonly Import[]) => some.map(({ name }) => name);
    return { path, text, imports: namesOf(imports), runs: namesOf(imports.filter(({ ofTypes }) => !ofTypes)) };
  });
}

function tsFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : tsFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  name: string;
  /** Nothing of it is there when the program runs. */
  ofTypes: boolean;
}

function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const visit = (node: ts.Node): void => {
    const given = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier;
    if (given && ts.isStringLiteral(given)) found.push({ name: given.text, ofTypes: isOfTypes(node) });
    if (
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === "require")
    ) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) found.push({ name: argument.text, ofTypes: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map(({ name, ofTypes }) => ({ name: name.startsWith(".") ? fromRoot(path, name) : name, ofTypes }));
}

function isOfTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const { isTypeOnly = false, name, namedBindings } = node.importClause ?? {};
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  return isTypeOnly || (name === undefined && named.length > 0 && named.every((one) => one.isTypeOnly));
}

function fromRoot(path: string, name: string): string {
  return normalize(join(dirname(path), name))
    .split("\\")
    .join("/");
}
