#!/usr/bin/env node
/**
 * Every npm command starts here, on a machine that may have Node and nothing else: installs what is missing, compiles
 * what is newer than its output, then runs `scripts/<command>.ts` as compiled. Plain JavaScript without dependencies.
 *
 * Stdout belongs to the command: what this file has to say goes to stderr.
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const ROOT = join(__dirname, "..");
const PAGES = { source: join(ROOT, "gateway", "pages"), output: join(ROOT, "dist", "pages") };
const SOURCES = ["gateway", "subgraphs", "schema", "scripts", "test", "bench"];
const COMMANDS_WITH_PAGES = new Set(["start", "serve", "test", "build"]);

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: ROOT, stdio: ["ignore", 2, 2], env: process.env });
  if (done.status !== 0) {
    say(`"${[command, ...args].join(" ")}" failed${done.error ? `: ${done.error.message}` : ""}.`);
    process.exit(done.status || 1);
  }
}

function hashOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/** Installs exactly what the lock file says, unless that was done for this very lock file. */
function install() {
  const stamp = join(ROOT, "node_modules", ".installed-lock");
  const lock = hashOf(join(ROOT, "package-lock.json"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  // For a copy of the tree that shares the packages of another, as in a test.
  if (process.env.CREDIT_SKIP_INSTALL === "1") return;
  say("Installing dependencies (once; about a minute) …");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lock);
}

function newest(folder, ending, skip) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !skip?.includes(path)) time = Math.max(time, newest(path, ending, skip));
    } else if (ending.test(entry.name)) time = Math.max(time, statSync(path).mtimeMs);
  }
  return time;
}

/** Runs `build` unless its stamp is newer than the sources. */
function upToDate(stamp, sourcesTime, build) {
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= sourcesTime) return;
  mkdirSync(join(ROOT, "dist"), { recursive: true });
  build();
  writeFileSync(stamp, "");
}

function compile() {
  const times = SOURCES.map((name) => newest(join(ROOT, name), /\.ts$/));
  upToDate(join(ROOT, "dist", ".compiled"), Math.max(...times, statSync(join(ROOT, "tsconfig.json")).mtimeMs), () => {
    run(process.execPath, [join(ROOT, "node_modules", "@typescript", "native", "bin", "tsc"), "-p", "."]);
    rmSync(join(ROOT, "dist", ".catalogue"), { force: true });
  });
}

/** Its mistakes are told by the command, which reads it then. */
function compileCatalogue() {
  upToDate(join(ROOT, "dist", ".catalogue"), newest(join(ROOT, "schema", "catalogue"), /\.ya?ml$/), () => {
    try {
      require(join(ROOT, "dist", "schema", "catalogue", "load.js")).compileCatalogue();
    } catch (error) {
      if (error.name !== "CatalogueMistake") throw error;
    }
  });
}

function buildPages() {
  upToDate(join(ROOT, "dist", ".pages"), newest(PAGES.source, /\.(tsx?|mjs|html|css|json)$/), () => {
    say("Building the pages (once; about 20 seconds) …");
    rmSync(PAGES.output, { recursive: true, force: true });
    for (const page of ["playground", "dashboard"]) {
      const config = join(PAGES.source, page, "vite.config.mjs");
      const vite = join(ROOT, "node_modules", "vite", "bin", "vite.js");
      run(process.execPath, [vite, "build", "--config", config, "--logLevel", "warn"]);
    }
  });
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(`Node ${process.versions.node} is too old; this needs Node 20.19 or newer.`);
  process.exit(1);
}

async function main() {
  const [command, ...argv] = process.argv.slice(2);
  const camelCase = (command || "").replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  refuseOldNode();
  install();
  compile();
  compileCatalogue();
  if (COMMANDS_WITH_PAGES.has(command)) buildPages();
  if (command === "build") return 0;
  const file = join(ROOT, "dist", "scripts", `${camelCase}.js`);
  if (!existsSync(file)) {
    say(`There is no command "${command}".`);
    return 2;
  }
  process.env.APOLLO_TELEMETRY_DISABLED = "true";
  require("reflect-metadata");
  return require(file).main(argv);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    say(error instanceof Error ? error.message : String(error));
    if (process.env.CREDIT_STACK === "1") say(error.stack);
    process.exitCode = 1;
  },
);
