/**
 * Builds the dashboard to dist/pages/dashboard. Everything it needs is in the output: no address of a foreign host is
 * ever asked for, and every file but the page carries a hash of its content in its name.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root,
  base: "/dashboard/",
  publicDir: false,

  build: {
    outDir: fileURLToPath(new URL("../../../dist/pages/dashboard", import.meta.url)),
    emptyOutDir: true,
    target: "es2023",
    sourcemap: false,
    // Only browsers of the build target open the page; they preload modules by themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // "use client" and its like mean nothing in a page that is rendered in the browser only.
      onLog: (level, log, report) => log.code !== "MODULE_LEVEL_DIRECTIVE" && report(level, log),
    },
  },
  logLevel: "warn",
});
