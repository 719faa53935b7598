import { freshSigningKeys, openSigner, SignatureRefused } from "./signer";

const keys = freshSigningKeys();
const older = freshSigningKeys();
const both = (first: string, second: string) =>
  JSON.stringify({ keys: [...JSON.parse(first).keys, ...JSON.parse(second).keys] as object[] });

it("what was signed comes back, also after the key was replaced and kept", async () => {
  const before = await openSigner(older);
  const jws = await before.sign({ a: "甲" }, "grant+jwt");
  const after = await openSigner(both(keys, older));
  expect(await after.verify(jws, "grant+jwt")).toEqual({ a: "甲" });
  expect(after.publicKeys).toHaveLength(2);
  expect(JSON.stringify(after.publicKeys)).not.toContain('"d"');
  expect(await before.verify(await before.sign({}, "x"), "x")).toEqual({});
  await expect(before.verify(await after.sign({}, "x"), "x")).rejects.toThrow(SignatureRefused);
});

it("nothing else does: another type, another key, one character changed, no signature, another algorithm", async () => {
  const signer = await openSigner(keys);
  const jws = await signer.sign({ uses: 1 }, "grant+jwt");
  expect(await signer.verify(jws, "grant+jwt")).toEqual({ uses: 1 });
  const [header, , signature] = jws.split(".") as [string, string, string];
  const payload = Buffer.from(JSON.stringify({ uses: 99 })).toString("base64url");
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "grant+jwt" })).toString("base64url");
  for (const other of [
    `${header}.${payload}.${signature}`,
    `${none}.${payload}.`,
    `${header}.${payload}.`,
    "",
    "a.b.c",
    `${jws}A`,
  ]) {
    await expect(signer.verify(other, "grant+jwt")).rejects.toThrow(SignatureRefused);
  }
  await expect(signer.verify(jws, "receipt+jwt")).rejects.toThrow(SignatureRefused);
  await expect((await openSigner(freshSigningKeys())).verify(jws, "grant+jwt")).rejects.toThrow(SignatureRefused);
});

it.each(["", "{}", '{"keys":[]}', '{"keys":[{"kty":"RSA"}]}', '{"keys":[{"kty":"OKP","crv":"Ed25519","x":"a"}]}', "null"])(
  "a text that is no set of private keys is refused with a sentence that does not repeat it: %s",
  async (text) => {
    await expect(openSigner(text)).rejects.toThrow(/^signing keys are a JWK set/);
  },
);
