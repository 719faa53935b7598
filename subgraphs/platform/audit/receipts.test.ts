import { judgeReceipt } from "../../../scripts/verifyReceipt/judgeReceipt";
import { hashOfAnswer, spliceReceipt, type Receipt } from "../../../schema/contract/evidence/receipt";
import { freshSigningKeys, openSigner, type Signer } from "../../kit/signer";
import { openReceipts } from "./receipts";

const ISSUER = "test.credit-graph.local/evidence";
const bodyOf = (place: number) => `{"data":{"person":{"maskedName":"${place}"}},"extensions":{}}`;

let signer: Signer;
let signatures = 0;

beforeAll(async () => {
  signer = await openSigner(freshSigningKeys());
});

/** The answers to so many requests whose entries became durable at one moment, each with its receipt. */
async function answered(count: number): Promise<string[]> {
  signatures = 0;
  const counted: Signer = { ...signer, sign: (...what) => (signatures++, signer.sign(...what)) };
  const receipts = openReceipts(counted, ISSUER);
  return Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const shown = { id: `ID${place}`, logIndex: place, issuedAt: "2026-11-26T00:00:00.000Z" };
      const token = await receipts({ ...shown, count: 1, answer: hashOfAnswer(bodyOf(place)), leaf: "sha256:leaf" });
      return spliceReceipt(bodyOf(place), { ...shown, token });
    }),
  );
}

const judged = (text: string) => judgeReceipt(text, { keys: signer.publicKeys } as never);
const tokenOf = (text: string) => (JSON.parse(text) as { extensions: { receipt: Receipt } }).extensions.receipt.token;

it("fifty receipts of one moment cost four signatures, and each is good by itself", async () => {
  const texts = await answered(50);
  expect(signatures).toBe(4);
  for (const [place, text] of texts.entries())
    expect(await judged(text)).toMatchObject({ good: true, claims: { iss: ISSUER, logIndex: place, id: `ID${place}` } });
});

it("a receipt of a moment of its own is a plain JWS, and good", async () => {
  const [text] = (await answered(1)) as [string];
  expect(tokenOf(text).split(".")).toHaveLength(3);
  expect(tokenOf(text)).not.toContain("~");
  expect(await judged(text)).toMatchObject({ good: true, claims: { iss: ISSUER, logIndex: 0, id: "ID0", count: 1 } });
});

it("a receipt is good for no answer but its own, also of the same moment", async () => {
  const [one, other] = (await answered(2)) as [string, string];
  expect(await judged(one.replace(tokenOf(one), tokenOf(other)))).toMatchObject({ good: false });
});

it("J11 a receipt says nothing of those that were signed with it", async () => {
  const [one, other] = (await answered(2)).map(tokenOf) as [string, string];
  expect(one.split("~")[0]).toBe(other.split("~")[0]);
  const read = one
    .split(/[.~]/)
    .map((part) => Buffer.from(part, "base64url").toString("utf8"))
    .join("\n");
  expect(read).toContain("ID0");
  expect(read).not.toContain("ID1");
});

it("what was disclosed and not signed, or signed as something else, is no receipt", async () => {
  const [text] = (await answered(2)) as [string, string];
  const [signed, disclosure] = tokenOf(text).split("~") as [string, string];
  const forged = Buffer.from(disclosure, "base64url").toString("utf8").replace('"logIndex":0', '"logIndex":7');
  const edited = Buffer.from(forged, "utf8").toString("base64url");
  const other = await signer.sign({ iss: ISSUER, _sd_alg: "sha-256", _sd: [] }, "grant+jwt");
  for (const token of [
    `${signed}~${edited}~`,
    `${signed}~~`,
    signed,
    `${signed}~${disclosure}~${disclosure}~`,
    `${other}~${disclosure}~`,
  ])
    expect(await judged(text.replace(tokenOf(text), token))).toMatchObject({ good: false });
});
