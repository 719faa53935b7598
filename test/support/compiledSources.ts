/** Some of the sources as JavaScript in a folder of their own, so that a process can be started many times a second. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync, type Options } from "@swc/core";
import { projectRoot } from "../../schema/contract/projectRoot";

export interface CompiledSources {
  /** Path of a compiled file, from its path in the project without ending. */
  file(path: string): string;
  remove(): void;
}

/** Compiles the files and folders named, each with what is below it. */
export function compiledSources(paths: readonly string[]): CompiledSources {
  const root = projectRoot();
  const folder = mkdtempSync(join(tmpdir(), "credit-compiled-"));
  const settings = { ...(require(join(root, "swc.config.js")) as Options), sourceMaps: false };
  const compile = (path: string): void => {
    if (statSync(join(root, path)).isDirectory())
      return readdirSync(join(root, path)).forEach((name) => compile(join(path, name)));
    if (path.endsWith(".yaml")) return cpSync(join(root, path), join(folder, path));
    if (!path.endsWith(".ts") || /\.(test|fixture)\.ts$/.test(path)) return;
    const target = join(folder, path.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformSync(readFileSync(join(root, path), "utf8"), { ...settings, filename: path }).code);
  };
  paths.forEach(compile);
  if (!existsSync(join(folder, "node_modules"))) symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  return {
    file: (path) => join(folder, `${path}.js`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
