/**
 * The judge of a log. It reads every entry, hashes everything anew, and believes nothing that is stored beside the entries.
 *
 * Promise: a log is whole only if every entry is there once, in the one form, in its place, in the order of time, under its
 * signed checkpoints and under those that witnesses kept; else the first bad entry is named. Shares with what writes the
 * log the formats in schema/contract/evidence, and no code.
 */
import { hash } from "node:crypto";
import { readCheckpoint, type Checkpoint } from "../../schema/contract/evidence/checkpoint";
import { isEntry, WITHHELD_FLAG, type EvidenceEntry } from "../../schema/contract/evidence/evidenceEntry";
import { hashOfFieldSet } from "../../schema/contract/evidence/fieldSet";
import { openNote, type NoteVerifier } from "../../schema/contract/evidence/signedNote";
import type { RawEntry, WholeLog } from "../../subgraphs/platform/audit/store/wholeLog";
import { leafOf, TreeEdge, type Joined } from "./treeEdge";

export type ProblemKind =
  | "UNREADABLE"
  | "GAP"
  | "FORM"
  | "HASH"
  | "TIME"
  | "INDEX"
  | "STATEMENT"
  | "FIELDS"
  | "TREE"
  | "CHECKPOINT"
  | "SIGNATURE"
  | "TRUNCATED"
  | "HEAD"
  | "REWRITTEN";

export interface Problem {
  /** The first bad entry; where several are under one hash, the first of them. */
  index: number;
  kind: ProblemKind;
  detail: string;
}

export interface Verdict {
  whole: boolean;
  origin: string;
  /** Entries that were read. */
  entries: number;
  checkpoints: number;
  problem?: Problem;
}

export interface VerifyOptions {
  verifiers: readonly NoteVerifier[];
  /** Signed notes that witnesses kept. */
  witnessed?: readonly string[];
  onProgress?: (entries: number) => void;
}

const PAGE = 2_000;

class Bad extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export async function verifyLog(log: WholeLog, options: VerifyOptions): Promise<Verdict> {
  const verdict: Verdict = { whole: false, origin: "", entries: 0, checkpoints: 0 };
  try {
    await judge(log, options, verdict);
    return { ...verdict, whole: true };
  } catch (error) {
    if (error instanceof Bad) return { ...verdict, problem: error.problem };
    const detail = error instanceof Error ? error.message : "cannot be read";
    return { ...verdict, problem: { index: verdict.entries, kind: "UNREADABLE", detail } };
  }
}

async function judge(log: WholeLog, { verifiers, witnessed = [], onProgress }: VerifyOptions, verdict: Verdict): Promise<void> {
  const head = await log.head();
  if (head === undefined) throw bad(0, "HEAD", "there is no head: this is no evidence log");
  verdict.origin = head.origin;
  const edge = new TreeEdge();
  const nodes = nodeReader(log);
  const commitments = new Commitments(log, verifiers, head.origin, witnessed);
  const fieldSets = fieldSetJudge(log);
  let lastAt = "";
  await commitments.meet(edge, verdict);
  for (;;) {
    const page = await log.entries(edge.size, PAGE);
    if (page.length === 0) break;
    for (const row of page) {
      const leaf = leafOf(row[2] ?? "");
      const entry = judgeEntry(row, leaf, edge.size, lastAt);
      lastAt = entry.at;
      const looked = fieldSets(entry.fields, edge.size);
      if (looked !== undefined) await looked;
      for (const joined of edge.push(leaf)) await judgeNode(nodes, joined);
      verdict.entries = edge.size;
      if (edge.size === commitments.nextAt) await commitments.meet(edge, verdict);
    }
    onProgress?.(edge.size);
  }
  commitments.refuseBeyond(edge.size);
  if (head.size > edge.size) throw bad(edge.size, "TRUNCATED", `the head says ${head.size} entries, there are ${edge.size}`);
  if (head.size !== edge.size || head.root !== edge.root().toString("base64url"))
    throw bad(commitments.goodUntil, "HEAD", "the entries after the last checkpoint do not give the root of the head");
}

/** Judges the text behind a hash of coordinates, each once. */
function fieldSetJudge(log: WholeLog): (hash: string | undefined, index: number) => Promise<void> | undefined {
  const good = new Set<string>();
  const look = async (hash: string, index: number) => {
    const text = await log.fieldSet(hash);
    if (text === undefined || hashOfFieldSet(text) !== hash)
      throw bad(index, "FIELDS", "its list of coordinates is missing or was changed");
    good.add(hash);
  };
  return (hash, index) => (hash === undefined || good.has(hash) ? undefined : look(hash, index));
}

function bad(index: number, kind: ProblemKind, detail: string): Bad {
  return new Bad({ index, kind, detail });
}

/** What of an entry what follows it is judged by. */
interface Judged {
  at: string;
  fields: string | undefined;
}

function judgeEntry(row: RawEntry, hashed: Buffer, expected: number, lastAt: string): Judged {
  const [position, leaf, body, personKey, listed, agency, purpose, kind, salt, statement] = row;
  if (position !== expected) throw bad(expected, "GAP", `entry ${expected} is missing; the next one is ${position}`);
  if (typeof body !== "string" || !isEntry(body)) throw bad(expected, "FORM", "not the form of an entry");
  if (hashed.toString("base64url") !== leaf) throw bad(expected, "HASH", "the entry is not what was hashed");
  const at = read.at(body)!;
  if (at < lastAt) throw bad(expected, "TIME", `its time is before that of entry ${expected - 1}`);
  const isIndexed =
    personKey === (read.person(body)?.slice("hmac-sha256:".length, "hmac-sha256:".length + 24) ?? null) &&
    agency === (read.agency(body) ?? null) &&
    purpose === (read.purpose(body) ?? null) &&
    kind === read.kind(body) &&
    Number(listed) === pageOf(body);
  if (!isIndexed) throw bad(expected, "INDEX", "it would be looked for where it does not belong");
  if (statement !== null && read.statement(body) !== digestOf(`${salt}\n${statement}`))
    throw bad(expected, "STATEMENT", "case number and reasons are not what the entry commits to");
  return { at, fields: read.fields(body) };
}

/**
 * The text behind a key of what has the form of an entry. There no text holds a quotation mark, so that `,"key":"` stands at
 * the key and nowhere else; to read the whole of an entry takes as long as all the rest of judging it.
 */
function textBehind(key: keyof EvidenceEntry): (body: string) => string | undefined {
  const mark = `,"${key}":"`;
  return (body) => {
    const found = body.indexOf(mark);
    return found < 0 ? undefined : body.slice(found + mark.length, body.indexOf('"', found + mark.length));
  };
}

const read = {
  at: textBehind("at"),
  kind: textBehind("kind"),
  agency: textBehind("agency"),
  purpose: textBehind("purpose"),
  statement: textBehind("statement"),
  person: textBehind("person"),
  fields: textBehind("fields"),
};

/** On whose page an entry stands: 0 the person's own looks, 1 shown to him, 2 kept from him by law, 3 the auditor's alone. */
function pageOf(body: string): number {
  const purpose = read.purpose(body);
  if (read.person(body) === undefined || purpose === undefined || purpose === "NONE") return 3;
  if (purpose === "SELF_QUERY") return 0;
  return isWithheld(body) ? 2 : 1;
}

function isWithheld(body: string): boolean {
  const from = body.indexOf(',"flags":[');
  return from >= 0 && body.slice(from, body.indexOf("]", from)).includes(`"${WITHHELD_FLAG}"`);
}

function digestOf(text: string): string {
  return `sha256:${hash("sha256", text, "base64url")}`;
}

type NodeReader = (height: number, place: number) => Promise<string | undefined>;

/** Stored hashes of subtrees, read in pages in the order in which they are met. */
function nodeReader(log: WholeLog): NodeReader {
  const pages = new Map<number, Map<number, string>>();
  return async (height, place) => {
    let page = pages.get(height);
    if (!page?.has(place)) pages.set(height, (page = new Map(await log.nodes(height, place, 500))));
    return page.get(place);
  };
}

async function judgeNode(nodes: NodeReader, { height, place, digest }: Joined): Promise<void> {
  if ((await nodes(height, place)) === digest.toString("base64url")) return;
  const [from, to] = [place * 2 ** height, (place + 1) * 2 ** height];
  throw bad(from, "TREE", `the entries ${from} to ${to - 1} do not give the hash that is kept over them`);
}

/** What was committed to: our own checkpoints and those of the witnesses, in the order of their sizes. */
class Commitments {
  nextAt = 0;
  /** Entries up to here are under a commitment that held. */
  goodUntil = 0;
  private own: [number, string][] = [];
  private isLastPage = false;
  private readonly witnessed: Checkpoint[];

  constructor(
    private readonly log: WholeLog,
    private readonly verifiers: readonly NoteVerifier[],
    private readonly origin: string,
    witnessed: readonly string[],
  ) {
    this.witnessed = witnessed.map((note) => this.opened(note, 0, "REWRITTEN")).sort((a, b) => a.size - b.size);
  }

  /** Compares what was committed to at the size of `edge`, and finds the next size to do so. */
  async meet(edge: TreeEdge, verdict: Verdict): Promise<void> {
    const root = edge.root();
    await this.readMore(edge.size);
    while (this.own[0] !== undefined && this.own[0][0] <= edge.size) {
      const [size, note] = this.own.shift()!;
      const checkpoint = this.opened(note, this.goodUntil, "SIGNATURE");
      if (size !== edge.size || checkpoint.size !== size || !checkpoint.root.equals(root))
        throw bad(
          this.goodUntil,
          "CHECKPOINT",
          `the entries ${this.goodUntil} to ${edge.size - 1} do not give the root that was signed at ${size}`,
        );
      verdict.checkpoints++;
      await this.readMore(edge.size);
    }
    for (; this.witnessed[0] !== undefined && this.witnessed[0].size <= edge.size; this.witnessed.shift()) {
      const { size, root: seen } = this.witnessed[0];
      if (size === edge.size && !seen.equals(root))
        throw bad(
          this.goodUntil,
          "REWRITTEN",
          `a witness has another root at ${size} entries: the log was rewritten from entry ${this.goodUntil} or later`,
        );
    }
    this.goodUntil = edge.size;
    this.nextAt = Math.min(this.own[0]?.[0] ?? Infinity, this.witnessed[0]?.size ?? Infinity);
  }

  /** @throws Bad where something was committed to that is no longer there. */
  refuseBeyond(size: number): void {
    if (this.nextAt !== Infinity) throw bad(size, "TRUNCATED", `there are ${size} entries; ${this.nextAt} were signed`);
  }

  private async readMore(size: number): Promise<void> {
    if (this.own.length > 0 || this.isLastPage) return;
    this.own = await this.log.checkpoints(size === 0 ? -1 : size, 200);
    this.isLastPage = this.own.length === 0;
  }

  private opened(note: string, index: number, kind: ProblemKind): Checkpoint {
    const text = openNote(note, this.verifiers);
    if (text === undefined) throw bad(index, kind, "a checkpoint was not signed with the key of the log");
    const checkpoint = readCheckpoint(text);
    if (checkpoint.origin !== this.origin) throw bad(index, kind, `a checkpoint is of another log, ${checkpoint.origin}`);
    return checkpoint;
  }
}
