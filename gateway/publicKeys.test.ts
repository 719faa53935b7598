import { Refusal } from "../schema/contract/publicCode";
import { openPublicKeys } from "./publicKeys";
import type { Reach } from "./subgraph/reach";

/** The authorisations and the evidence log sign. */
const SIGNERS = 2;
let clock = 0;
let asked = 0;
function keysFrom(answer: () => unknown) {
  const reach = { internal: async () => (asked++, answer()) } as unknown as Reach;
  return openPublicKeys({ reach: () => reach, now: () => clock });
}
beforeEach(() => {
  [clock, asked] = [0, 0];
});

it("gives the public members of the keys and nothing private, whatever a subgraph says", async () => {
  const key = { kty: "OKP", crv: "Ed25519", x: "a", kid: "k", alg: "EdDSA", use: "sig" };
  expect(await keysFrom(() => ({ keys: [{ ...key, d: "private", __proto__: "x" }] }))()).toEqual({
    keys: [key, key],
  });
});

it("asks at most every ten seconds, however often it is asked, also where the clock was set back", async () => {
  const keys = keysFrom(() => ({ keys: [] }));
  await Promise.all([keys(), keys(), keys()]);
  expect(asked).toBe(SIGNERS);
  clock = 9_999;
  await keys();
  expect(asked).toBe(SIGNERS);
  clock = 10_000;
  await keys();
  expect(asked).toBe(2 * SIGNERS);
  clock = 0;
  await keys();
  expect(asked).toBe(3 * SIGNERS);
});

it("a subgraph that does not answer is 503, never half a key set, and is asked again at once", async () => {
  let down = true;
  const keys = keysFrom(() => {
    if (down) throw new Refusal("SECTOR_UNAVAILABLE", "x", { detail: "host" });
    return { keys: [] };
  });
  await expect(keys()).rejects.toMatchObject({ code: "SECTOR_UNAVAILABLE", status: 503 });
  down = false;
  expect(await keys()).toEqual({ keys: [] });
});
