/**
 * A wire between the gateway and a department that does to the bytes what wires and broken programs do. It passes on what
 * the gateway sends; what comes back is spoilt in the way that is set, for new exchanges as well as for running ones.
 */
import { connect, createServer, type Server, type Socket } from "node:net";

export type Fault =
  | "none"
  /** The connection is reset after the head of the answer. */
  | "reset after head"
  /** The connection is reset in the middle of the body. */
  | "reset in body"
  /** The connection ends in the middle of the body, politely. */
  | "end in body"
  /** One byte a second. */
  | "drip"
  /** A head, then chunks without end. */
  | "flood"
  /** The head says 307 to the address of `elsewhere`. */
  | "redirect"
  /** Nothing comes back. */
  | "silence";

export interface BadWire {
  port: number;
  fault: Fault;
  /** What a redirect leads to. */
  elsewhere: string;
  close(): Promise<void>;
}

export async function openBadWire(targetPort: number): Promise<BadWire> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const target = connect(targetPort, "127.0.0.1");
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    client.pipe(target);
    target.on("close", () => wire.fault === "none" && client.destroy());
    client.on("close", () => target.destroy());
    target.on("data", (answer) => spoil(wire, answer, client));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const wire: BadWire = {
    port: (server.address() as { port: number }).port,
    fault: "none",
    elsewhere: "",
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return wire;
}

const CHUNK = Buffer.from(`10000\r\n${" ".repeat(0x10000)}\r\n`, "latin1");

function spoil({ fault, elsewhere }: BadWire, answer: Buffer, client: Socket): void {
  const head = answer.subarray(0, answer.indexOf("\r\n\r\n") + 4);
  const half = answer.subarray(0, head.length + Math.ceil((answer.length - head.length) / 2));
  switch (fault) {
    case "none":
      return void client.write(answer);
    case "reset after head":
      return void client.write(head, () => client.resetAndDestroy());
    case "reset in body":
      return void client.write(half, () => client.resetAndDestroy());
    case "end in body":
      return void client.end(half);
    case "drip":
      return drip(answer, client);
    case "flood":
      client.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
      return flood(client);
    case "redirect":
      return void client.write(`HTTP/1.1 307 Temporary Redirect\r\nlocation: ${elsewhere}\r\ncontent-length: 0\r\n\r\n`);
    case "silence":
      return;
  }
}

function drip(answer: Buffer, client: Socket, at = 0): void {
  if (client.destroyed || at >= answer.length) return;
  client.write(answer.subarray(at, at + 1));
  setTimeout(() => drip(answer, client, at + 1), 1_000).unref();
}

function flood(client: Socket): void {
  while (!client.destroyed && client.write(CHUNK));
  if (!client.destroyed) client.once("drain", () => flood(client));
}
