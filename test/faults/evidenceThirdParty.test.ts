/**
 * An unaltered third-party verifier accepts the log: golang.org/x/mod/sumdb/note opens our checkpoints, and tlog beside it
 * judges our proofs. Debian: golang-go, golang-golang-x-mod-dev.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noteVerifier, writeVerifier } from "../../schema/contract/evidence/signedNote";
import { projectRoot } from "../../schema/contract/projectRoot";
import { fill, openLogStand } from "../../subgraphs/platform/audit/log.fixture";
import { childEnvironment, inCi } from "../support/config";

const SOURCES = "/usr/share/gocode/src/golang.org/x/mod/sumdb/note";
const isHere = existsSync("/usr/bin/go") && existsSync(SOURCES);
if (!isHere) {
  if (inCi()) throw new Error("no third-party verifier (Debian: golang-go, golang-golang-x-mod-dev)");
  process.stderr.write(
    "No Go on this machine: the third-party verifier is skipped (Debian: golang-go, golang-golang-x-mod-dev).\n",
  );
}

const tried = isHere ? it : it.skip;

tried(
  "golang.org/x/mod/sumdb accepts checkpoints, growth and entries, and refuses each of them changed",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "credit-go-"));
    const program = join(folder, "verify");
    const env = {
      ...childEnvironment({}),
      GO111MODULE: "off",
      GOPATH: "/usr/share/gocode",
      GOCACHE: join(folder, "cache"),
      GOFLAGS: "",
    };
    execFileSync("go", ["build", "-o", program, join(projectRoot(), "test", "faults", "thirdParty", "verify.go")], { env });
    const stand = await openLogStand();
    await fill(stand.log, 137);
    await stand.log.sign();
    const older = stand.log.checkpoint()!.note;
    await fill(stand.log, 500);
    await stand.log.sign();
    const { note, size } = stand.log.checkpoint()!;
    const base64 = (all: readonly Buffer[]) => all.map((hash) => hash.toString("base64"));
    const bodies = (await stand.rows("SELECT body FROM entry ORDER BY position")).map(({ body }) => body as string);
    const Proofs = await Promise.all(
      [0, 1, 136, 137, 255, 256, 511, 600, 636].map(async (Index) => ({
        ...{ Index, Entry: bodies[Index]!, Hashes: base64(await stand.log.tree.inclusion(Index, size)) },
      })),
    );
    const verifier = noteVerifier(stand.log.origin, createPrivateKey({ key: stand.signingKey as never, format: "jwk" }));
    const input = {
      ...{ Verifier: writeVerifier(verifier), Checkpoint: note, Older: older, Proofs },
      Consistency: base64(await stand.log.tree.consistency(137, size)),
    };
    const judged = (given: object) => spawnSync(program, { input: JSON.stringify(given), encoding: "utf8" });
    expect(judged(input)).toMatchObject({ status: 0, stdout: "637 entries, 9 proofs\n" });
    expect(judged({ ...input, Checkpoint: note.replace("\n637\n", "\n638\n") }).status).toBe(1);
    expect(judged({ ...input, Consistency: input.Consistency.slice(1) }).status).toBe(1);
    expect(judged({ ...input, Proofs: [{ ...Proofs[3]!, Entry: bodies[4]! }] }).status).toBe(1);
    expect(judged({ ...input, Verifier: input.Verifier.replace("+", "x+") }).status).toBe(1);
    await stand.close();
    rmSync(folder, { recursive: true, force: true });
  },
  120_000,
);
