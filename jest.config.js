/** Tests run from the TypeScript sources; swc compiles them as tsc does (legacy decorators with metadata). */
module.exports = {
  testEnvironment: "node",
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  roots: [
    "<rootDir>/gateway",
    "<rootDir>/subgraphs",
    "<rootDir>/schema",
    "<rootDir>/scripts",
    "<rootDir>/test",
    "<rootDir>/bench",
  ],
  testMatch: ["**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist"],
  transform: {
    "\\.(ts|m?js)$": ["@swc/jest", require("./swc.config.js")],
  },
  // jose is published as ES modules only.
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  setupFiles: ["reflect-metadata"],
  testTimeout: 30_000,
  workerIdleMemoryLimit: "1GB",
};
