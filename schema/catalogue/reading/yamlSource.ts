/**
 * One YAML file, read so that every value can be traced to its line.
 *
 * Refuses: bytes that are no UTF-8, a key that stands twice in one map, anchors and aliases (a text that expands is not
 * what the reader of the file sees), tags, several documents in one file.
 */
import { readFileSync } from "node:fs";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document } from "yaml";
import { keyOf, type Path, type Report } from "./catalogueMistake";
import { foundText } from "./found";

const UNREADABLE: Record<string, string> = {
  ENOENT: "nothing",
  EISDIR: "a folder",
  ERR_ENCODING_INVALID_ENCODED_DATA: "other bytes",
};

export interface YamlSource {
  /** The file as mistakes name it. */
  file: string;
  value: unknown;
  /** Line on which the key at `path` stands; of the nearest thing around it, if it is not there. */
  lineOf(path: Path): number;
}

/** Reads `path`, which mistakes call `file`; `undefined` after reporting what makes it unreadable. */
export function readYamlSource(path: string, file: string, report: Report): YamlSource | undefined {
  const text = readText(path, file, report);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: "1.2", schema: "core" });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const flaws = [...syntaxFlaws(document, text), ...referenceFlaws(document)];
  for (const { at, expected, found } of flaws) {
    report({ file, line: lineAt(at), key: keyOf(pathAt(document.contents, at)), expected, found });
  }
  if (flaws.length > 0) return undefined;
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  return { file, value, lineOf: (path) => lineAt(offsetOf(document, path)) };
}

function readText(path: string, file: string, report: Report): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    report({ file, line: 1, key: "", expected: "a readable file in UTF-8", found: UNREADABLE[code] ?? `an obstacle (${code})` });
    return undefined;
  }
}

interface Flaw {
  /** Offset in the text. */
  at: number;
  expected: string;
  found: string;
}

function syntaxFlaws(document: Document.Parsed, text: string): Flaw[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos }) => {
    const at = pos[0];
    if (code === "DUPLICATE_KEY") {
      return {
        at,
        expected: "each key once in a map",
        found: `${foundText(/^[^:\n]*/.exec(text.slice(at, at + 100))![0])} again`,
      };
    }
    return { at, expected: "valid YAML without tags", found: `a flaw (${message})` };
  });
}

function referenceFlaws(document: Document.Parsed): Flaw[] {
  const flaws: Flaw[] = [];
  const flaw = (at: number | undefined, found: string) => flaws.push({ at: at ?? 0, expected: "the value written out", found });
  visit(document, {
    Alias: (_, node) => void flaw(node.range?.[0], `the alias *${node.source}`),
    Value: (_, node) => void (node.anchor !== undefined && flaw(node.range?.[0], `the anchor &${node.anchor}`)),
  });
  return flaws;
}

/** Offset of the key (or list entry) at `path`, or of the nearest thing around it. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined || !isNode(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!isNode(node)) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

/** The path of the key or list entry that begins last before `offset`, from `node` down. */
function pathAt(node: unknown, offset: number): Path {
  const begins = (one: unknown) => isNode(one) && one.range != null && one.range[0] <= offset;
  if (isMap(node)) {
    const pair = node.items.findLast(({ key }) => begins(key));
    return pair !== undefined && isScalar(pair.key) ? [String(pair.key.value), ...pathAt(pair.value, offset)] : [];
  }
  if (isSeq(node)) {
    const at = node.items.findLastIndex(begins);
    return at < 0 ? [] : [at, ...pathAt(node.items[at], offset)];
  }
  return [];
}
