/**
 * A stand-in for the gateway, as far as the Playground needs one: the built page, the personas, the cast, and a graph in
 * miniature that knows tokens and refuses banks. It answers over real HTTP; nothing of the page is mocked.
 */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buildSchema, graphql } from "graphql";
import { openStaticPages } from "../../../gateway/pages/staticPages";
import { citizenIdCheckCharacter } from "../../../schema/contract/citizenId";
import { builtPlayground } from "./builtPlayground";

const schema = buildSchema(readFileSync(join(__dirname, "miniature.graphql"), "utf8"));

const PERSONAS = [
  ["licensing-clerk", "审批窗口人员", "Licensing clerk", "licensing", "person:read"],
  ["citizen", "本人", "Citizen", undefined, "self"],
  ["civil-service-recruiter", "公务员招录", "Civil-service recruiter", "civilservice", "person:read person:unmask"],
  ["judge", "执行法官", "Judge", "courts", "person:read person:unmask"],
  ["bank", "银行", "Bank", "bank-001", "person:read grants:request"],
  ["integrator", "集成方", "Integrator", "integrator-001", "schema:read"],
  ["nobody", "无权限", "Nobody", "nobody-001", ""],
] as const;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const personas = PERSONAS.map(([name, zh, en, org, scope]) => {
  const token = `${part({ alg: "none", typ: "at+jwt" })}.${part({ sub: name, org, scope })}.${Buffer.from(`not signed ${name}`).toString("base64url")}`;
  return { name, zh, en, token };
});

const cast = ["赵合成", "钱合成", "孙合成"].map((name, index) => {
  const digits = `12011519900101${9990 + index}`.slice(0, 17);
  return { name, idNumber: digits + citizenIdCheckCharacter(digits), note: "合成 synthetic" };
});

const item = {
  code: "TAX-02",
  zh: "重大税收违法",
  en: "Major tax violation",
  sector: "tax",
  category: "SEVERE_LIST",
  openness: "PUBLIC",
  legalBases: ["税收征收管理法"],
};
const violation = {
  ...{ __typename: "TaxMajorViolation", id: "R1", item, category: "SEVERE_LIST", polarity: "ADVERSE", gravity: "SERIOUS" },
  ...{ determiningOrgan: "税务局", decidedOn: "2025-03-01", state: "IN_FORCE", conduct: "FALSE_INVOICES", role: "FINANCE_HEAD" },
};
const asOf = "2026-01-02T08:00:00+08:00";
const records = { edges: [{ cursor: "c1", node: violation }], pageInfo: { hasNextPage: false } };
const courts = { asOf, judgmentDefaulters: [{ caseNo: "(2025)津0115执0009号", conduct: "EVASION", performance: "NONE" }] };

const root = {
  person: ({ lookup: { idNumber, name } }: { lookup: { idNumber: string; name: string } }) => ({
    ...{ id: "P1", maskedName: `${name[0]}**`, maskedIdNumber: `${idNumber.slice(0, 6)}********${idNumber.slice(-4)}` },
    ...{ tax: { asOf, records }, courts, market: { asOf, marketPenalties: [] } },
  }),
  purposes: [
    { id: "P01", code: "SELF_QUERY", zh: "本人查询", en: "Self query", kind: "SELF", basis: "个人信息保护法" },
    {
      id: "P02",
      code: "LICENSING_REVIEW",
      zh: "行政许可审查",
      en: "Licensing review",
      kind: "STATUTE",
      basis: "行政许可法",
      lookBackMonths: 36,
    },
  ],
};

/** Opens it on a free port. */
export async function openMiniatureGateway(): Promise<{ url: string; close(): Promise<void> }> {
  const pages = openStaticPages({ directory: builtPlayground() });
  const server = createServer((request, response) => {
    const page = pages.serve(request.url ?? "");
    if (page) response.writeHead(page.status, page.headers).end(page.body);
    else if (request.url === "/playground/personas") sendJson(response, 200, personas);
    else if (request.url === "/playground/cast") sendJson(response, 200, cast);
    else if (request.url === "/graphql") void answer(request, response);
    else sendJson(response, 404, {});
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => new Promise<void>((closed) => server.close(() => closed()).closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const caller = personas.find(({ token }) => request.headers.authorization === `Bearer ${token}`);
  if (caller === undefined) return refuse(response, 401, "UNAUTHENTICATED");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query, variables, operationName } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  if (caller.name === "bank" && variables) return refuse(response, 403, "ACCESS_DENIED");
  const result = await graphql({ schema, source: query, variableValues: variables, operationName, rootValue: root });
  sendJson(response, result.data === undefined ? 400 : 200, result);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  sendJson(response, status, { errors: [{ message: "refused", extensions: { code } }] });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
    .end(JSON.stringify(value));
}
