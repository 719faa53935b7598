/**
 * Starts a module of ours as a thread: as it was compiled, or from sources (tests, development), where the thread first learns to read
 * TypeScript by the project's own swc settings.
 */
import { extname, join } from "node:path";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { projectRoot } from "./projectRoot";

const FROM_SOURCES = `
  const { workerData } = require("node:worker_threads");
  const { readFileSync } = require("node:fs");
  const load = require("node:module").createRequire(workerData.entry);
  const settings = load(workerData.swcConfig);
  const { transformSync } = load("@swc/core");
  load.extensions[".ts"] = (module, filename) =>
    module._compile(transformSync(readFileSync(filename, "utf8"), { ...settings, filename }).code, filename);
  load(workerData.entry);
`;

/** `entry`: path of the module, without its ending; `data`: what it finds as `workerData`; `env`: all the environment that it has. */
export function startThread(
  entry: string,
  data: object,
  options: Pick<WorkerOptions, "resourceLimits"> & { env: NodeJS.Dict<string> },
): Worker {
  const given = { ...options, execArgv: [] };
  if (extname(__filename) === ".js") return new Worker(`${entry}.js`, { ...given, workerData: data });
  const sources = { entry: `${entry}.ts`, swcConfig: join(projectRoot(), "swc.config.js") };
  return new Worker(FROM_SOURCES, { ...given, eval: true, workerData: { ...data, ...sources } });
}
