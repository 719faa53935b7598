/** How swc compiles our TypeScript, in tests and in the planner's worker under test; the same settings as tsconfig.json. */
module.exports = {
  jsc: {
    target: "es2023",
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: "commonjs" },
  sourceMaps: "inline",
};
