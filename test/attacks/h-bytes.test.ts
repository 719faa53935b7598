/**
 * Bytes and HTTP end to end (catalogue H05, H08–H10, H12, H16, and D14 by too many headers): what is not read in one way is
 * refused, and never answered as “no such person”. Parts alone: `gateway/http/*.test.ts`.
 */
import { connect } from "node:net";
import { ask, lookupOf } from "../support/district";
import { LOOKUP, variablesOf } from "./support/oracles";
import { useLab } from "./support/useLab";

const lab = useLab();
const { attack } = lab;

const QUERY = `${LOOKUP} { person(lookup: $l, access: $a) { maskedName } }`;
const body = (more: object = {}) =>
  JSON.stringify({ query: QUERY, variables: { ...variablesOf({ as: "", query: QUERY, purpose: "LICENSING_REVIEW" }), ...more } });
const bearer = async () => `Bearer ${await lab.district.token("licensing-clerk")}`;
const statusOf = (came: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(came)?.[1] ?? 0);
const host = () => `Host: ${new URL(lab.district.url).host}\r\n`;

async function request(headers: string, text = body()): Promise<string> {
  const length = Buffer.byteLength(text);
  return `POST /graphql HTTP/1.1\r\n${host()}Content-Type: application/json\r\nConnection: close\r\n${headers}Content-Length: ${length}\r\n\r\n${text}`;
}

attack(
  "H05 H06",
  "a look-up in bytes that are no UTF-8 is refused, not answered as somebody else or as nobody",
  async ({ district }) => {
    const authorization = await bearer();
    const [before, after] = body().split(lookupOf(1).name) as [string, string];
    const names: Buffer[] = [
      Buffer.from([0xc1, 0xf5, 0xbd, 0xa8, 0xb9, 0xfa]), // 刘建国 in GB18030
      Buffer.from([0xe5, 0x88]),
      Buffer.from([0xc0, 0x80]),
      Buffer.from("\\ud800"),
    ];
    for (const name of names) {
      const bytes = new Uint8Array(Buffer.concat([Buffer.from(before), name, Buffer.from(after)]));
      const answer = await ask(district.url, bytes, { authorization });
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, "BAD_REQUEST"]);
    }
    for (const encoding of ["utf16le", "latin1"] as const) {
      const bytes = new Uint8Array(
        Buffer.concat([Buffer.from(encoding === "utf16le" ? [0xff, 0xfe] : []), Buffer.from(body(), encoding)]),
      );
      expect((await ask(district.url, bytes, { authorization })).status).toBe(400);
    }
    expect(district.seen).toEqual([]);
  },
);

attack(
  "H08 H09",
  "a number that looks like another, or comes as a JSON number, is refused and finds nobody",
  async ({ district }) => {
    const { idNumber, name } = lookupOf(1);
    const wide = idNumber.replace("1", "１");
    const numbers = [
      wide,
      `${idNumber}\u200b`,
      `\u202e${idNumber}`,
      `${idNumber} `,
      `${idNumber}\u0000`,
      idNumber.toLowerCase() + "x",
    ];
    for (const given of [...numbers, Number(idNumber), [idNumber], { idNumber }, null, true]) {
      const { status, body: answer } = await district.ask("licensing-clerk", QUERY, {
        ...(JSON.parse(body()) as { variables: object }).variables,
        l: { idNumber: given, name },
      });
      expect([given, status, answer.errors?.[0]?.extensions.code]).toEqual([given, 400, "BAD_USER_INPUT"]);
    }
    expect([district.seen, district.internals.filter((one) => one === "identity.resolve")]).toEqual([[], []]);
  },
);

attack("H10", "nothing that a client names ends a line of the log or colours it", async ({ district, logged }) => {
  const ugly = 'case\r\n{"level":60,"msg":"forged"}\u001b[31m\u2028';
  const variables = { ...(JSON.parse(body()) as { variables: { a: object } }).variables };
  const more = { operationName: ugly };
  await district.ask("licensing-clerk", QUERY, variables, more);
  await district.ask("licensing-clerk", QUERY, { ...variables, a: { ...variables.a, caseNumber: ugly } });
  await district.ask("licensing-clerk", QUERY, { ...variables, [ugly]: ugly });
  await district.ask("licensing-clerk", `query Q${"x".repeat(150)} { purposes { code } }`, {}, { operationName: ugly });
  const lines = await logged();
  for (const line of lines.split("\n").filter(Boolean)) expect(() => JSON.parse(line) as unknown).not.toThrow();
  expect(lines).not.toContain("forged");
  expect(lines).not.toContain("\u001b");
});

attack("H12", "speaks no HTTP/2, by prior knowledge or by upgrade", async ({ raw, district }) => {
  expect(statusOf(await raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))).toBe(400);
  const upgrade = `Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nAuthorization: ${await bearer()}\r\n`;
  const came = await raw((await request(upgrade)).replace("Connection: close", "Connection: close, Upgrade, HTTP2-Settings"));
  expect(came).not.toContain("101 Switching");
  expect(statusOf(came)).toBe(200);
  expect(district.url).toMatch(/^http:/);
});

attack("H12 D12", "a head that is too long is refused before anything of it is used", async ({ raw }) => {
  const long = `Authorization: ${await bearer()}\r\nX-Filler: ${"x".repeat(17_000)}\r\n`;
  expect([400, 431]).toContain(statusOf(await raw(await request(long))));
});

attack(
  "H12 D14",
  "no header is left unread behind a crowd of others: a second token is seen wherever it stands",
  async ({ raw }) => {
    const token = `Authorization: ${await bearer()}\r\n`;
    const crowd = "a:1\r\n".repeat(2_600);
    expect(statusOf(await raw(await request(token + crowd)))).toBe(200);
    const second = `Authorization: Bearer ${await lab.district.token("judge")}\r\n`;
    expect(statusOf(await raw(await request(token + crowd + second)))).toBe(401);
  },
);

attack("H12", "a thousand connections that are reset half-way cost nobody else his answer", async ({ district }) => {
  const { port, hostname } = new URL(district.url);
  const half = (await request(`Authorization: ${await bearer()}\r\n`)).slice(0, -40);
  for (let round = 0; round < 10; round++) {
    const sockets = Array.from({ length: 100 }, () => connect(Number(port), hostname).on("error", () => undefined));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.write(half, resolve))));
    for (const socket of sockets) socket.resetAndDestroy();
  }
  const answer = await district.ask("licensing-clerk", "{ purposes { code } }");
  expect(answer.status).toBe(200);
});

attack("H16", "a stored script is a text of JSON that no browser takes for a page", async ({ district }) => {
  const script = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u2028';
  const { running } = district.local.find(({ definition }) => definition.name === "courts")!;
  await running.environment.database!.write((manager) =>
    manager.query("UPDATE record SET determining_organ = ? WHERE type = 'JudgmentDefaulter'", [script]),
  );
  const selection = "courts { judgmentDefaulters { determiningOrgan } }";
  const { body: answer, headers } = await district.ask(
    "licensing-clerk",
    QUERY.replace("maskedName", selection),
    (JSON.parse(body()) as { variables: object }).variables,
  );
  expect(answer.data.person.courts.judgmentDefaulters[0].determiningOrgan).toBe(script);
  expect([headers.get("content-type"), headers.get("x-content-type-options")]).toEqual([
    "application/json; charset=utf-8",
    "nosniff",
  ]);
});
