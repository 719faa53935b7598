/**
 * Builds the Playground to dist/pages/playground. Everything it needs is in the output: no address of a foreign host is
 * ever asked for, and every file but the page carries a hash of its content in its name.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { chineseLabels } from "./chineseLabels.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  base: "/playground/",
  publicDir: false,
  plugins: [chineseLabels()],
  worker: { format: "es" },
  build: {
    outDir: fileURLToPath(new URL("../../../dist/pages/playground", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    sourcemap: false,
    // Only browsers of the build target open the page; they preload modules by themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      // "use client" and its like mean nothing in a page that is rendered in the browser only.
      onLog: (level, log, report) => log.code !== "MODULE_LEVEL_DIRECTIVE" && report(level, log),
    },
  },
  logLevel: "warn",
});
