/** A MariaDB of the test run's own: started on a free port over an empty folder, ended with the run. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createConnection } from "mysql2/promise";

export interface TestMariadb {
  /** mysql://root@127.0.0.1:port */
  url: string;
  pid: number;
  /** Runs a statement as its administrator. */
  run(statement: string): Promise<void>;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again over the same data, on the same port; with other options, where they are given. */
  restart(other?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Path of the server program, if this machine has one. */
export function mariadbProgram(path: string): string | undefined {
  return [...path.split(delimiter), "/usr/sbin", "/usr/local/sbin"].map((folder) => join(folder, "mariadbd")).find(existsSync);
}

/** `more`: options of the server, e.g. memory that a benchmark gives it; its data are in a new folder `within` another. */
export async function startMariadb(program: string, more: readonly string[] = [], within = tmpdir()): Promise<TestMariadb> {
  const folder = mkdtempSync(join(within, "credit-mariadb-"));
  const data = join(folder, "data");
  const install = [
    "--no-defaults",
    `--datadir=${data}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    "--skip-name-resolve",
  ];
  execFileSync("mariadb-install-db", [...install, "--user=root"], { stdio: "ignore" });
  const port = await freePort();
  const url = `mysql://root@127.0.0.1:${port}`;
  let server = serve(program, folder, port, more);
  await answering(url, server);
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
    server.kill(signal);
    return ended;
  };
  return {
    url,
    pid: server.pid!,
    async run(statement) {
      const connection = await createConnection(url);
      await connection.query(statement).finally(() => connection.end());
    },
    kill: () => end("SIGKILL"),
    async restart(other = more) {
      server = serve(program, folder, port, other);
      await answering(url, server);
    },
    async stop() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server over `folder`/data, in the foreground of a child process. */
export function serve(program: string, folder: string, port: number, more: readonly string[] = []): ChildProcess {
  const options = [
    "--no-defaults",
    "--user=root",
    `--datadir=${join(folder, "data")}`,
    // A server clears its folder of temporary tables when it starts: also of another server's.
    `--tmpdir=${folder}`,
    `--socket=${join(folder, "s")}`,
    `--port=${port}`,
  ];
  const rest = [
    "--bind-address=127.0.0.1",
    "--skip-name-resolve",
    "--innodb-flush-log-at-trx-commit=1",
    "--max-connections=2000",
  ];
  return spawn(program, [...options, ...rest, ...more], { stdio: "ignore" });
}

export async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`MariaDB ended with code ${server.exitCode}`);
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("MariaDB did not answer within 20 s");
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
