/** A department behind TLS whose certificate is wrong, old or another's, and a caller who is not the gateway (F27; ATTACKS C01, C18). */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { httpReach } from "../../gateway/subgraph/httpReach";
import { tlsMaterial } from "../../schema/contract/tls";
import type { Warrant } from "../../schema/contract/warrant";
import { openBehindDoor, openFurtherGateway } from "../support/behindDoor";
import { hasOpenssl, openAuthority, type Authority, type Certified } from "../support/certificates";
import { lookupOf, openDistrict, type District } from "../support/district";

if (!hasOpenssl()) process.stderr.write("openssl is not on this machine: certificates are not tried\n");

const QUERY = `query ($l: PersonLookup!, $a: Access!) { person(lookup: $l, access: $a) { maskedName tax { asOf } } }`;
const VARIABLES = { l: lookupOf(1), a: { purpose: "LICENSING_REVIEW", caseNumber: "F-27" } };
const WARRANT: Warrant = {
  ...{ requestId: "r", purpose: "LICENSING_REVIEW", caseNumber: "c", agency: "licensing", officer: "o" },
  ...{ scopes: [], subjects: [], open: {}, today: "2026-01-01" },
};

(hasOpenssl() ? describe : describe.skip)("a department behind TLS", () => {
  const folder = mkdtempSync(join(tmpdir(), "certificates-"));
  let district: District;
  let authority: Authority;
  let stranger: Authority;
  beforeAll(async () => {
    district = await openDistrict({ people: 14 });
    authority = openAuthority(folder);
    stranger = openAuthority(folder, "stranger");
  }, 60_000);
  afterAll(async () => {
    await district?.close();
    rmSync(folder, { recursive: true });
  });

  async function withDoor<T>(shown: Certified, work: (url: string, key: Buffer) => Promise<T>): Promise<T> {
    const door = await openBehindDoor(district, "tax", tlsMaterial({ ...shown, ca: authority.ca }));
    try {
      return await work(`https://127.0.0.1:${door.port}/graphql`, door.key);
    } finally {
      await door.close();
    }
  }

  /** What a caller who shows this is told of a department that shows that, and what the log learns. */
  function called(department: Certified, caller: Certified | undefined): Promise<string> {
    return withDoor(department, async (url, key) => {
      const events: string[] = [];
      const tls = caller && tlsMaterial({ ...caller, ca: authority.ca });
      const reach = httpReach({
        subgraph: "tax",
        url,
        keys: () => [key],
        tls,
        onEvent: ({ kind, detail }) => events.push(`${kind} ${detail}`),
      });
      const call = { subgraph: "tax", body: { query: "{ __typename }" }, warrant: WARRANT, deadlineAt: Date.now() + 2_000 };
      const answered = await reach.call(call).then(
        () => "answered",
        ({ code }: { code: string }) => code,
      );
      await reach.close();
      return [answered, ...events].join(", ");
    });
  }

  it("F27 C18 is believed by its name under the authority, and by nothing else", async () => {
    const gateway = authority.issue("gateway");
    expect(await called(authority.issue("tax"), gateway)).toBe("answered");
    expect(await called(authority.issue("courts"), gateway)).toBe("SECTOR_UNAVAILABLE, FAILED ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await called(authority.issue("tax", -1), gateway)).toBe("SECTOR_UNAVAILABLE, FAILED CERT_HAS_EXPIRED");
    expect(await called(stranger.issue("tax"), gateway)).toMatch(
      /^SECTOR_UNAVAILABLE, FAILED (UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN)/,
    );
  });

  it("C01 C18 speaks to the gateway's certificate, not to another of the authority, not to a stranger's, not to none", async () => {
    const department = authority.issue("tax");
    for (const caller of [authority.issue("courts"), stranger.issue("gateway"), authority.issue("gateway", -1), undefined])
      expect(await called(department, caller)).toMatch(/^SECTOR_UNAVAILABLE, FAILED /);
  });

  it("F27 a certificate that has ended costs the slice, and names the department; a good one gives the whole answer", async () => {
    const look = (shown: Certified) =>
      withDoor(shown, async (url, key) => {
        const own = authority.issue("gateway");
        const gateway = await openFurtherGateway(district, {
          ...{ CREDIT_SUBGRAPHS: `tax=${url}`, CREDIT_WARRANT_KEY_TAX: key.toString("hex") },
          ...{ CREDIT_SUBGRAPH_CERT: own.cert, CREDIT_SUBGRAPH_KEY: own.key, CREDIT_SUBGRAPH_CA: authority.ca },
        });
        try {
          return { ...(await gateway.ask("licensing-clerk", QUERY, VARIABLES)), log: gateway.lines.join("") };
        } finally {
          await gateway.close();
        }
      });
    const good = await look(authority.issue("tax"));
    expect(good.body).toMatchObject({ data: { person: { maskedName: "刘**", tax: { asOf: expect.any(String) } } } });
    const ended = await look(authority.issue("tax", -1));
    expect([ended.status, ended.body.data.person]).toEqual([200, { maskedName: "刘**", tax: null }]);
    expect(ended.body.extensions.completeness.unavailable).toEqual([{ sector: "tax", code: "SECTOR_UNAVAILABLE" }]);
    expect(ended.log).toMatch(/"subgraph":"tax","detail":"CERT_HAS_EXPIRED"/);
  }, 30_000);
});
