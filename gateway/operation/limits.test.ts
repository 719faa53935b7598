import { parse, type OperationDefinitionNode } from "graphql";
import { refusalOf } from "./committedGraph.fixture";
import { LIMITS, refuseCostly } from "./limits";

function weigh(text: string, isIntrospection = false): void {
  const document = parse(text);
  refuseCostly(document, document.definitions[0] as OperationDefinitionNode, isIntrospection);
}

const isCostly = (text: string) => {
  expect(refusalOf(() => weigh(text)).code).toBe("OPERATION_TOO_COSTLY");
};
const nested = (depth: number) => `${"{ a".repeat(depth)}${" }".repeat(depth)}`;
const repeated = (count: number, text: string) =>
  Array.from({ length: count }, (_, at) => text.replaceAll("#", String(at))).join(" ");

it("G07 counts fragments that double without unfolding them, in under 5 ms", () => {
  const levels = 60;
  const doubling = Array.from(
    { length: levels },
    (_, at) => `fragment F${at} on Q { ${at === levels - 1 ? "a" : `...F${at + 1} ...F${at + 1}`} }`,
  ).join(" ");
  const document = parse(`{ ...F0 } ${doubling}`);
  const weighed = () => refusalOf(() => refuseCostly(document, document.definitions[0] as OperationDefinitionNode, false));
  weighed();
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    expect(weighed().code).toBe("OPERATION_TOO_COSTLY");
    return performance.now() - began;
  });
  expect(Math.min(...times)).toBeLessThan(5);
});

it("counts at every place: fields, aliases, directives and depth in fragments too", () => {
  const fragment = (inner: string) => `fragment F on Q { ${inner} }`;
  weigh(`{ ${repeated(10, "...F")} } ${fragment(repeated(3, "x#: a"))}`);
  isCostly(`{ ${repeated(11, "...F")} } ${fragment(repeated(3, "x#: a"))}`);
  weigh(`{ ${repeated(25, "...F")} } ${fragment("a @skip(if: true) b @skip(if: true)")}`);
  isCostly(`{ ${repeated(26, "...F")} } ${fragment("a @skip(if: true) b @skip(if: true)")}`);
  weigh(`{ ${repeated(200, "p# { ...F }")} } ${fragment(repeated(19, "a#"))}`);
  isCostly(`{ ${repeated(201, "p# { ...F }")} } ${fragment(repeated(19, "a#"))}`);
  weigh(`{ a { b { ...F } } } ${fragment(nested(10).slice(1, -1))}`);
  isCostly(`{ a { b { c { ...F } } } } ${fragment(nested(10).slice(1, -1))}`);
});

it("G02 G03 G10 has a limit for depth, aliases and directives, and lets the limit itself pass", () => {
  weigh(nested(LIMITS.depth));
  isCostly(nested(LIMITS.depth + 1));
  weigh(`{ ${repeated(LIMITS.aliases, "x#: a")} }`);
  isCostly(`{ ${repeated(LIMITS.aliases + 1, "x#: a")} }`);
  weigh(`{ a ${"@d ".repeat(LIMITS.directives)} }`);
  isCostly(`{ a ${"@d ".repeat(LIMITS.directives + 1)} }`);
  isCostly(`query ${"@d ".repeat(LIMITS.directives + 1)} { a }`);
});

it("refuses a name so long that every error's path would repeat it", () => {
  weigh(`query ${"q".repeat(LIMITS.nameCharacters)} { ${"x".repeat(LIMITS.nameCharacters)}: a }`);
  isCostly(`query ${"q".repeat(LIMITS.nameCharacters + 1)} { a }`);
  isCostly(`{ a { ...F } } fragment F on Q { ${"x".repeat(LIMITS.nameCharacters + 1)}: a }`);
});

it("weighs operations and fragments that are not run as well", () => {
  isCostly(`query A { a } query B { ${repeated(LIMITS.selections + 1, "a#")} }`);
  isCostly(`query A { a } fragment F on Q { ${repeated(LIMITS.selections + 1, "a#")} }`);
  weigh(`query A { a } query B { ${repeated(LIMITS.selections, "a#")} }`);
});

it("G05 G06 refuses the same fields again and again before anybody compares them, written out or in fragments", () => {
  const fragments = repeated(99, "fragment F# on Q { a { b c } d }");
  const bombs = [
    `{ ${repeated(600, "a { b c }")} }`,
    `{ a { ${repeated(600, "... { a { b } }")} } }`,
    `{ ${repeated(99, "...F#")} } ${fragments}`,
    `{ ${repeated(12, `a { ${repeated(12, `b { ${repeated(12, "c")} }`)} }`)} }`,
    `query A { a } query B { ${repeated(600, "a { b c }")} }`,
    `{ ${repeated(101, "...F#")} } ${repeated(101, "fragment F# on Q { a }")}`,
  ];
  for (const bomb of bombs) {
    const document = parse(bomb);
    const times = [1, 2, 3].map(() => {
      const began = performance.now();
      const refusal = refusalOf(() => refuseCostly(document, document.definitions[0] as OperationDefinitionNode, false));
      expect(refusal.code).toBe("OPERATION_TOO_COSTLY");
      return performance.now() - began;
    });
    // The best of three: other work on the machine is not what is measured.
    expect(Math.min(...times)).toBeLessThan(50);
  }
});

it("lets an operation pass that is composed of many fragments, as clients compose them", () => {
  const slices = repeated(26, "fragment S# on P { id name s#: slice { ...R } }");
  weigh(
    `{ p { ${repeated(26, "...S#")} } } ${slices} fragment R on S { records { id ${repeated(6, "... on T# { id category item { code } }")} } }`,
  );
});

it("survives fragments that all hold each other, without unfolding them", () => {
  const names = Array.from({ length: 9 }, (_, at) => at);
  const clique = names.map(
    (at) =>
      `fragment F${at} on Q { a${at} ${names
        .filter((other) => other !== at)
        .map((other) => `...F${other}`)
        .join(" ")} }`,
  );
  const began = performance.now();
  weigh(`{ ...F0 } ${clique.join(" ")}`);
  expect(performance.now() - began).toBeLessThan(100);
});

it("B06 lets an introspection be deeper, and no deeper than it needs", () => {
  weigh(nested(LIMITS.introspectionDepth), true);
  expect(refusalOf(() => weigh(nested(LIMITS.introspectionDepth + 1), true)).code).toBe("OPERATION_TOO_COSTLY");
});

it("G09 survives fragments in a circle, which validation names later", () => {
  weigh(`{ ...A } fragment A on Q { a ...B } fragment B on Q { b ...A ...B }`);
});
