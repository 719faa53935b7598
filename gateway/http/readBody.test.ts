/** Over real sockets: what is refused at the door, with which status, and that the process goes on answering. */
import { request as send, type OutgoingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { checkHead } from "./checkHead";
import { readBody } from "./readBody";
import { receiveBytes } from "./receiveBytes";
import { respondJson } from "./respond";
import { openServer, type OpenServer } from "./server";

const MAX_BYTES = 256 * 1024;
let server: OpenServer;
let unforeseen: unknown[] = [];

beforeAll(async () => {
  server = await openServer({
    host: "127.0.0.1",
    port: 0,
    onError: (error) => unforeseen.push(error),
    routes: async (request, response) => {
      checkHead(request);
      const { text: _text, ...body } = readBody(await receiveBytes(request, { maxBytes: MAX_BYTES, deadlineMs: 300 }));
      respondJson(response, 200, body);
    },
  });
});
afterEach(async () => {
  expect(unforeseen).toEqual([]);
  unforeseen = [];
  expect(await post('{"query":"{ ok }"}')).toMatchObject({ status: 200 });
});
afterAll(() => server.close(0));

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: { errors?: { message: string; extensions: { code: string } }[] } & Record<string, unknown>;
}

function post(body: string | Buffer | Buffer[], headers: OutgoingHttpHeaders = {}, method = "POST"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = { "content-type": "application/json", ...headers };
    for (const [name, value] of Object.entries(all)) if (value === undefined) delete all[name as keyof typeof all];
    const outgoing = send({ host: "127.0.0.1", port: server.port, method, agent: false, headers: all }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: JSON.parse(text) as Answer["body"] }),
      );
    });
    outgoing.on("error", reject);
    if (!Array.isArray(body)) return void outgoing.end(body);
    body.forEach((chunk, at) => setTimeout(() => outgoing.write(chunk), at * 20));
    setTimeout(() => outgoing.end(), body.length * 20);
  });
}

async function expectRefused(answer: Promise<Answer>, status: number, sentence: RegExp): Promise<void> {
  const { status: got, body } = await answer;
  expect([got, body.errors?.[0]?.extensions]).toEqual([status, { code: "BAD_REQUEST" }]);
  expect(body.errors?.[0]?.message).toMatch(sentence);
}

const QUERY = '{"query":"{ ok }"}';

it("reads query, variables, operationName and extensions, and counts the bytes", async () => {
  const text = '{"query":"query A { ok }","variables":{"名":"王小明"},"operationName":"A","extensions":{"dryRun":true}}';
  const expected = { query: "query A { ok }", variables: { 名: "王小明" }, operationName: "A", extensions: { dryRun: true } };
  expect((await post(text)).body).toEqual({ ...expected, bytes: Buffer.byteLength(text) });
  const nulls = '{"query":"{ ok }","variables":null,"operationName":null,"extensions":null}';
  expect((await post(nulls)).body).toEqual({ query: "{ ok }", variables: {}, extensions: {}, bytes: nulls.length });
});

it("H01 refuses what a foreign page's form could send", async () => {
  const types = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    undefined,
    "",
    "application/jsonx",
  ];
  for (const type of types) await expectRefused(post(QUERY, { "content-type": type }), 415, /Content-Type: application\/json/);
  await expectRefused(post(QUERY, { "content-type": "text/plain, application/json" }), 415, /once/);
});

it("F07 H02 H03 refuses every method but POST, whatever else the request says", async () => {
  for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const answer = await post("", { "content-type": "message/http", "apollo-require-preflight": "1" }, method);
    expect([answer.status, answer.headers["allow"]]).toEqual([405, "POST"]);
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  }
});

it("H04 lets no foreign page read an answer", async () => {
  const answer = await post(QUERY, { origin: "null", cookie: "a=b" });
  expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  expect(answer.headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
});

it("G21 refuses every charset but UTF-8", async () => {
  for (const charset of ["utf-7", "utf-16", "gb18030", "iso-8859-1", "utf8", "utf-8-strange", "", "'utf-8'", "utf-8; x=y"]) {
    await expectRefused(post(QUERY, { "content-type": `application/json; charset=${charset}` }), 415, /no charset but utf-8/);
  }
  await expectRefused(post(QUERY, { "content-type": `application/json${" ".repeat(5_000)};` }), 415, /charset/);
  for (const type of [
    "application/json; charset=utf-8",
    'Application/JSON;CHARSET="UTF-8"',
    "application/json ; charset=UTF-8",
  ]) {
    expect(await post(QUERY, { "content-type": type })).toMatchObject({ status: 200 });
  }
});

it("G14 refuses compressed bodies unopened", async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000, 32));
  await expectRefused(post(bomb, { "content-encoding": "gzip" }), 415, /uncompressed/);
  await expectRefused(post(brotliCompressSync(QUERY), { "content-encoding": "br" }), 415, /uncompressed/);
  await expectRefused(post(deflateSync(QUERY), { "content-encoding": "deflate" }), 415, /uncompressed/);
  await expectRefused(post(gzipSync(gzipSync(QUERY)), { "content-encoding": "gzip, gzip" }), 415, /uncompressed/);
  await expectRefused(post(QUERY, { "content-encoding": ["identity", "identity"] as unknown as string }), 415, /uncompressed/);
  await expectRefused(post(QUERY, { "transfer-encoding": "gzip, chunked" }), 415, /chunked alone/);
  expect(await post(QUERY, { "content-encoding": "identity" })).toMatchObject({ status: 200 });
});

it("G11 refuses a body beyond the limit, announced or not, and still gets the answer across", async () => {
  const large = JSON.stringify({ query: "{ ok }", variables: { list: "1,".repeat(5_000_000) } });
  await expectRefused(post(large), 413, /larger than 262144 bytes/);
  await expectRefused(post([Buffer.alloc(200_000, 32), Buffer.alloc(200_000, 32)]), 413, /larger/);
  const fitting = QUERY.replace("}", `}${" ".repeat(MAX_BYTES)}`).slice(0, MAX_BYTES - 2) + '"}';
  expect(await post(fitting)).toMatchObject({ status: 200, body: { bytes: MAX_BYTES } });
  await expectRefused(post(`${fitting} `), 413, /larger/);
});

/** Sends a head and then a body a piece at a time, and reads nothing until all is sent. */
function sendThenRead(length: number, pieces: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const head = [
      "POST / HTTP/1.1",
      `Host: localhost:${server.port}`,
      "Content-Type: application/json",
      `Content-Length: ${length}`,
      "",
      "",
    ];
    const socket = connect(server.port, "127.0.0.1", () => socket.write(head.join("\r\n")));
    socket.pause().on("error", () => undefined);
    for (let piece = 1; piece <= pieces; piece++) setTimeout(() => socket.write(Buffer.alloc(50_000, 32)), piece * 20);
    setTimeout(() => socket.resume(), pieces * 20 + 50);
    socket.on("data", (chunk) => (answer += chunk.toString())).on("close", () => resolve(answer));
  });
}

it("G11 refuses an announced length without waiting for the bytes", async () => {
  const started = Date.now();
  expect(await sendThenRead(50_000_000, 0)).toMatch(/^HTTP\/1\.1 413 .*larger than 262144 bytes/s);
  expect(Date.now() - started).toBeLessThan(2_500);
});

it("G11 gets its answer across to a client that sends on before it reads", async () => {
  expect(await sendThenRead(50_000_000, 10)).toMatch(/^HTTP\/1\.1 413 .*larger than 262144 bytes/s);
});

it("G12 refuses variables nested a hundred thousand deep", async () => {
  await expectRefused(post(`{"query":"{ ok }","variables":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`), 400, /nested/);
});

it("G13 refuses a batch of operations", async () => {
  await expectRefused(post(`[${Array.from({ length: 1_000 }, () => QUERY).join(",")}]`), 400, /one operation a request/);
  await expectRefused(post("[]"), 400, /batch/);
});

it("G15 gives up on a body that does not arrive in time", async () => {
  const started = Date.now();
  const text = await new Promise<string>((resolve) => {
    let answer = "";
    const socket = connect(server.port, "127.0.0.1", () => {
      const head = [
        "POST / HTTP/1.1",
        `Host: localhost:${server.port}`,
        "Content-Type: application/json",
        "Content-Length: 20",
        "",
        "{",
      ];
      socket.write(head.join("\r\n"));
    });
    socket.on("data", (chunk) => (answer += chunk.toString())).on("close", () => resolve(answer));
  });
  expect(text).toMatch(/^HTTP\/1\.1 408 .*within 0\.3 s/s);
  expect(text).toMatch(/connection: close/i);
  expect(Date.now() - started).toBeLessThan(3_000);
});

it("H05 refuses bytes that are not strict UTF-8 instead of replacing them", async () => {
  const within = (...bytes: number[]): Buffer =>
    Buffer.concat([Buffer.from('{"query":"{ ok }","variables":{"n":"'), Buffer.from(bytes), Buffer.from('"}}')]);
  const malformed = [
    [0xff],
    [0xc0, 0xaf],
    [0xe0, 0x80, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe7, 0x8e],
    [0x80],
  ];
  for (const bytes of malformed) await expectRefused(post(within(...bytes)), 400, /not valid UTF-8/);
  expect(await post(within(0xe7, 0x8e, 0x8b))).toMatchObject({ status: 200, body: { variables: { n: "王" } } });
  await expectRefused(post('{"query":"{ ok }","variables":{"n":"\\ud800"}}'), 400, /lone surrogate/);
  await expectRefused(post(`\uFEFF${QUERY}`), 400, /byte order mark/);
  await expectRefused(post(Buffer.from(QUERY, "utf16le")), 400, /cannot be read/);
  await expectRefused(post(Buffer.from(`\uFEFF${QUERY}`, "utf16le")), 400, /not valid UTF-8/);
  await expectRefused(post(Buffer.from([...QUERY].flatMap((letter) => [0, 0, 0, letter.charCodeAt(0)]))), 400, /cannot be read/);
});

it("H06 refuses GB18030 bytes, and reads a character that two packets share", async () => {
  const gb18030 = Buffer.from([0xcd, 0xf5, 0xd0, 0xa1, 0xc3, 0xf7]); // 王小明
  await expectRefused(
    post(Buffer.concat([Buffer.from('{"query":"{ ok }","variables":{"n":"'), gb18030, Buffer.from('"}}')])),
    400,
    /UTF-8/,
  );
  const whole = Buffer.from('{"query":"{ ok }","variables":{"n":"王𠮷😀"}}');
  const bytes = Array.from(whole, (byte) => Buffer.from([byte]));
  const parted = [whole.subarray(0, 36), ...bytes.slice(36, -3).slice(0, 10), whole.subarray(46)].filter(
    (part) => part.length > 0,
  );
  expect(Buffer.concat(parted).equals(whole)).toBe(true);
  const answer = await post(parted, { "transfer-encoding": "chunked" });
  expect(answer).toMatchObject({ status: 200, body: { variables: { n: "王𠮷😀" }, bytes: whole.length } });
});

it("H07 refuses a key stated twice, in the body and in the variables", async () => {
  await expectRefused(post('{"query":"{ ok }","query":"{ other }"}'), 400, /same key twice/);
  await expectRefused(post('{"query":"{ ok }","variables":{},"variables":{}}'), 400, /same key twice/);
  await expectRefused(post('{"query":"{ ok }","variables":{"a":{"n":1,"n":2}}}'), 400, /same key twice/);
  await expectRefused(post('{"query":"{ ok }","variables":{"__proto__":{"a":1}}}'), 400, /__proto__/);
});

it("names the rule, never the content, when the body has another shape", async () => {
  const cases: [string, RegExp][] = [
    ["", /empty/],
    ["null", /must be a JSON object/],
    ['"secret"', /must be a JSON object/],
    ["{secret}", /not valid JSON/],
    ["{}", /query must be a non-empty string/],
    ['{"query":""}', /non-empty/],
    ['{"query":"  "}', /non-empty/],
    ['{"query":["secret"]}', /non-empty/],
    ['{"query":"{ ok }","variables":[]}', /variables must be/],
    ['{"query":"{ ok }","variables":"secret"}', /variables must be/],
    ['{"query":"{ ok }","operationName":1}', /operationName must be/],
    ['{"query":"{ ok }","extensions":[]}', /extensions must be/],
    ['{"query":"{ ok }","secret":1}', /query, variables, operationName, extensions and nothing else/],
  ];
  for (const [text, sentence] of cases) {
    const answer = post(text);
    await expectRefused(answer, 400, sentence);
    expect(JSON.stringify((await answer).body)).not.toContain("secret");
  }
});
