/**
 * Gives each entry its place. Many gateways write, one sequencer numbers: whoever waits meanwhile goes along in the next
 * transaction (group commit), and is told of his place when it is on disk.
 *
 * Threat (ATTACKS J01–J03, FAULTS F01–F05, F13, F16): an entry acknowledged and lost, numbered twice, or numbered by two.
 * So the number of entries moves by a conditional update in the same transaction; after an error of an embedded database
 * nothing is written any more until somebody has looked (a sync that fails once and then "succeeds" proves nothing); after
 * an error of a server the head is read again before the next entry. Who cannot be served soon is refused at once.
 */
import { encodeEntry, type EvidenceEntry } from "../../../../schema/contract/evidence/evidenceEntry";
import { sha256Tree } from "../../../../schema/contract/evidence/merkleHash";
import { groupPace } from "../../../kit/groupPace";
import { entrySteps, type EntryRow, type NodeRow } from "../store/entryStore";
import { headSteps, readHead } from "../store/headStore";
import { Outrun, type LogWriter } from "../store/logWriter";
import { Frontier } from "./frontier";

/** An entry before it has its place and time. */
export interface Draft {
  /** All but v, id and at. */
  entry: Omit<EvidenceEntry, "v" | "id" | "at">;
  /** Time of whoever asks, ms. */
  askedAt?: number;
  index: Pick<EntryRow, "personKey" | "listed" | "salt" | "statement">;
  fieldSet?: { hash: string; text: string };
}

export interface Placed {
  position: number;
  leaf: Buffer;
  entry: EvidenceEntry;
}

export interface Sequencer {
  /** The places of the drafts, one after the other, on disk. @throws {NotWritten} */
  append(drafts: readonly Draft[]): Promise<Placed[]>;
  /** Entries on disk and the root over them. */
  state(): { size: number; root: Buffer };
  /** Why nothing can be written; undefined while all is well. */
  problem(): string | undefined;
  /** Stops for good; what was found wrong. */
  poison(why: string): void;
  beat(): Promise<void>;
  /** After the groups that were begun. */
  close(): Promise<void>;
}

/** Nothing of this call is acknowledged. */
export class NotWritten extends Error {
  override readonly name = "NotWritten";
}

export interface SequencerParts {
  writer: LogWriter;
  epoch: string;
  frontier: Frontier;
  lastAt: string;
  now: () => number;
  idOf: (position: number) => string;
  /** The edge of the tree as it is stored at `size`. */
  reload: (size: number) => Promise<Frontier>;
  /** Told of what was written, in order. */
  onPlaced?: (placed: readonly Placed[]) => void;
}

const MAX_GROUP = 2_000;
const MAX_WAITING = 10_000;
/** Waiting longer than this is worse than being refused. */
const MAX_WAIT_MS = 1_500;
const SKEW_MS = 2_000;
const MAX_KNOWN_SETS = 10_000;

interface Waiting {
  drafts: readonly Draft[];
  since: number;
  resolve(placed: Placed[]): void;
  reject(error: Error): void;
}

export function openSequencer(parts: SequencerParts): Sequencer {
  const { writer, epoch, now, idOf, onPlaced = () => undefined } = parts;
  let { frontier, lastAt } = parts;
  let queue: Waiting[] = [];
  let queued = 0;
  let working: Promise<void> | undefined;
  let stopped: string | undefined;
  let isUnsure = false;
  const pace = groupPace();
  const knownSets = new Set<string>();

  function append(drafts: readonly Draft[]): Promise<Placed[]> {
    const oldest = queue[0]?.since ?? now();
    if (stopped !== undefined) return Promise.reject(new NotWritten(stopped));
    if (queued + drafts.length > MAX_WAITING || now() - oldest > MAX_WAIT_MS) return Promise.reject(new NotWritten("BUSY"));
    return new Promise((resolve, reject) => {
      queue.push({ drafts, since: now(), resolve, reject });
      queued += drafts.length;
      pace.came(queue.length);
      // What arrives in the same turn goes along.
      working ??= Promise.resolve().then(work);
    });
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      await pace.turn(queue.length);
      const group = takeGroup();
      pace.begin(group.length);
      try {
        if (stopped !== undefined) throw new NotWritten(stopped);
        if (isUnsure) await makeSure();
        await write(group);
      } catch (error) {
        fail(error);
        for (const { reject } of group) reject(new NotWritten(error instanceof Error ? error.message : "failed"));
      }
    }
    working = undefined;
  }

  function takeGroup(): Waiting[] {
    let count = 0;
    let calls = 0;
    while (calls < queue.length && (calls === 0 || count + queue[calls]!.drafts.length <= MAX_GROUP)) {
      count += queue[calls++]!.drafts.length;
    }
    queued -= count;
    return queue.splice(0, calls);
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    const before = frontier.size;
    const ahead = frontier.copy();
    const nodes: NodeRow[] = [];
    const rows: EntryRow[] = [];
    const sets = new Map<string, { hash: string; text: string }>();
    let at = lastAt;
    const placed = group.map(({ drafts }) =>
      drafts.map((draft) => {
        const position = ahead.size;
        const time = timeOf(draft, at, now());
        at = time.at;
        const entry: EvidenceEntry = { v: 1, id: idOf(position), ...time, ...draft.entry };
        const body = encodeEntry(entry);
        const leaf = sha256Tree.leaf(body);
        ahead.add(leaf, ({ level, position: place, hash }) => {
          nodes.push({ level, position: place, hash: hash.toString("base64url") });
        });
        rows.push(rowOf(position, leaf, body, draft));
        if (draft.fieldSet && !knownSets.has(draft.fieldSet.hash)) sets.set(draft.fieldSet.hash, draft.fieldSet);
        return { position, leaf, entry };
      }),
    );
    const head = { size: ahead.size, root: ahead.root().toString("base64url"), lastAt: at };
    await writer.transact([
      headSteps.move(before, head, epoch),
      entrySteps.entries(rows),
      ...(nodes.length > 0 ? [entrySteps.nodes(nodes)] : []),
      ...(sets.size > 0 ? [entrySteps.fieldSets([...sets.values()])] : []),
    ]);
    frontier = ahead;
    lastAt = at;
    if (knownSets.size > MAX_KNOWN_SETS) knownSets.clear();
    for (const hash of sets.keys()) knownSets.add(hash);
    onPlaced(placed.flat());
    group.forEach(({ resolve }, which) => resolve(placed[which]!));
  }

  /** An embedded database that failed is not asked again; a server may have done what it could not say. */
  function fail(error: unknown): void {
    if (error instanceof NotWritten) return;
    if (error instanceof Outrun) stopped = "DISPLACED";
    else if (error instanceof Error && error.name === "NoEntry") return;
    else if (writer.kind === "embedded") stopped = `POISONED (${error instanceof Error ? error.message : "failed"})`;
    else isUnsure = true;
  }

  /** Where the log stands, from the log itself. */
  async function makeSure(): Promise<void> {
    const head = await readHead(writer);
    if (head === undefined || head.epoch !== epoch) throw new Outrun("the log was taken over");
    if (head.size !== frontier.size) {
      const edge = await parts.reload(head.size);
      if (edge.root().toString("base64url") !== head.root) throw new Outrun("the head does not match the entries");
      frontier = edge;
      lastAt = head.lastAt;
      knownSets.clear();
    }
    isUnsure = false;
  }

  return {
    append,
    state: () => ({ size: frontier.size, root: frontier.root() }),
    problem: () => stopped ?? (isUnsure ? "UNREACHABLE" : undefined),
    poison: (why) => void (stopped ??= why),
    async beat() {
      if (stopped !== undefined || working !== undefined || writer.kind === "embedded") return;
      // Nobody has an entry for a gateway that is not ready: what is unsure is found out without one. What comes meanwhile waits.
      working = (isUnsure ? makeSure() : writer.transact([headSteps.beat(epoch)])).catch(fail).then(work);
      await working;
    },
    async close() {
      await working;
      if (stopped !== "DISPLACED") await writer.transact([headSteps.leave(epoch)]).catch(() => undefined);
      stopped ??= "CLOSED";
      queue = [];
    },
  };
}

/** Order is by place; the time of the log never goes back, and a clock that disagrees is written down (ATTACKS J12). */
function timeOf({ askedAt }: Draft, lastAt: string, now: number): { at: string; skew?: number } {
  const last = lastAt === "" ? 0 : Date.parse(lastAt);
  const time = Math.max(now, last);
  const skew = Math.max(time - now, Math.abs(time - (askedAt ?? time)));
  const behind = (askedAt ?? now) < time ? -1 : 1;
  return { at: new Date(time).toISOString(), ...(skew > SKEW_MS && { skew: behind * Math.round(skew / 1000) }) };
}

function rowOf(position: number, leaf: Buffer, body: string, { entry, index }: Draft): EntryRow {
  return {
    ...{ position, leaf: leaf.toString("base64url"), body },
    ...index,
    agency: entry.agency ?? null,
    purpose: entry.purpose ?? null,
    kind: entry.kind,
  };
}
