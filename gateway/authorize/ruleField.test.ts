import { loadCatalogue } from "../../schema/catalogue/load";
import {
  agencyRows,
  categoryCodes,
  closedBecause,
  itemRows,
  isCategoryOpen,
  levelsOf,
  ownsSector,
  purposeRows,
  type Asker,
} from "../../test/attacks/support/restatedRules";
import { graph, rules } from "../operation/committedGraph.fixture";
import { decide, type Decision } from "./decide";
import { openJudge, ruleField, withheldIn } from "./ruleField";

const catalogue = loadCatalogue();
const judge = openJudge(rules);

function decisionOf({ scopes, org, purpose, justified = [], grant }: Asker): Decision | undefined {
  const asking = {
    scopes: new Set(scopes),
    agency: catalogue.agencies.find(({ code }) => code === org),
    person: org === undefined ? "P1" : undefined,
  };
  const ruling = decide(
    asking,
    {
      purpose: purpose!,
      justifications: justified.map((category) => ({ category })),
      grant: grant && { ...grant, id: JSON.stringify(grant), lookBackMonths: 12 },
    },
    catalogue,
    "2026-11-23",
  );
  return "decision" in ruling ? ruling.decision : undefined;
}

const SCOPES = [["person:read"], ["person:read", "person:unmask"], ["person:read", "person:unmask", "person:sealed"], ["self"]];

/** No authorisation; one of everything; one of a few items with every field; one of every item with few fields. */
const GRANTS: Pick<Asker, "grant">[] = [undefined, grantOf(/./, /./), grantOf(/-0[12]$/, /./), grantOf(/./, /[a-m]$/)].map(
  (grant) => (grant ? { grant } : {}),
);

function grantOf(items: RegExp, fields: RegExp): NonNullable<Asker["grant"]> {
  const named: Record<string, string[]> = {};
  for (const { coordinate, categories } of graph.requirements.values()) {
    const [type = "", field = ""] = coordinate.split(".");
    if (categories.length > 0 && fields.test(field)) (named[type] ??= []).push(field);
  }
  const codes = catalogue.items.map(({ code }) => code).filter((code) => items.test(code));
  return { categories: categoryCodes.filter((_, at) => at % 3 !== 2), items: codes, fields: named };
}

/** Everybody who is somebody: each purpose, by each agency that may state it, with few and many scopes and reasons. */
function askers(): { asker: Asker; decision: Decision }[] {
  const orgs = [undefined, ...agencyRows.map(({ code }) => code)];
  const stated = purposeRows.flatMap(({ code: purpose }) => orgs.map((org) => ({ purpose, ...(org && { org }) })));
  const held = SCOPES.flatMap((scopes) => [[], categoryCodes].map((justified) => ({ scopes, justified })));
  const everybody: Asker[] = stated.flatMap((who) =>
    held.flatMap((what) => GRANTS.map((grant) => ({ ...who, ...what, ...grant }))),
  );
  return everybody.flatMap((asker) => {
    const decision = decisionOf(asker);
    return decision ? [{ asker, decision }] : [];
  });
}

it("rules every coordinate of the graph as the catalogue and the SDLs say, for everybody who may ask", () => {
  const coordinates = [...graph.requirements.keys()].filter((one) => !one.startsWith("Query."));
  let judged = 0;
  for (const { asker, decision } of askers()) {
    const rule = (coordinate: string) => judge.rule(coordinate, decision, decision.scopes);
    const differing = coordinates.filter((coordinate) => {
      const ruling = rule(coordinate);
      if (coordinate.endsWith("Slice.records")) return ruling.open !== isSomeItemOpen(asker, coordinate);
      return (ruling.open ? undefined : ruling.reason) !== closedBecause(asker, coordinate);
    });
    expect([asker, differing]).toEqual([asker, []]);
    judged++;
  }
  expect(judged).toBeGreaterThan(200);
});

const recordsOf = new Map(
  itemRows.map(({ sector }) => [sector, itemRows.filter((row) => row.sector === sector && row.isCreditRecord)]),
);

/** A list of records is open if one type behind it can show something. */
function isSomeItemOpen(asker: Asker, coordinate: string): boolean {
  const [sector] = graph.requirements.get(coordinate)!.subgraphs;
  return recordsOf.get(sector!)!.some(({ code, category, mayBe }) => {
    if (asker.grant !== undefined && !asker.grant.items.includes(code)) return false;
    if (!isCategoryOpen(asker, category) || !ownsSector(asker, sector!)) return false;
    const levels = levelsOf(asker, category);
    return levels.includes("SEALED") || mayBe.some((level) => levels.includes(level));
  });
}

it("A20 closes what the graph does not know", () => {
  const decision = decisionOf({ scopes: ["self"], purpose: "SELF_QUERY" });
  for (const coordinate of [
    "Person.secret",
    "Nothing.name",
    "Person.__proto__",
    "constructor.name",
    "",
    "Person",
    "Query.__schema",
  ]) {
    expect(ruleField(coordinate, decision, new Set(["self"]), rules)).toEqual({ open: false, reason: "PURPOSE" });
  }
});

it("opens without a decision only what demands no category", () => {
  const rule = (coordinate: string) => judge.rule(coordinate, undefined, new Set(["person:read", "person:unmask", "self"]));
  const open = [...graph.requirements.values()].filter(
    ({ coordinate, categories }) => rule(coordinate).open && categories.length > 0,
  );
  expect(open).toEqual([]);
  expect(rule("CatalogueItem.code")).toEqual({ open: true });
  expect(rule("TaxSlice.records")).toEqual({ open: false, reason: "PURPOSE" });
});

it("E15 closes a field that came into the graph after the person agreed, on a type that he did agree to", () => {
  const whole = grantOf(/./, /./);
  const { MarketPenalty: all = [], ...others } = whole.fields;
  const fields = { ...others, MarketPenalty: all.filter((field) => field !== "content") };
  const bank: Asker = { scopes: ["person:read"], org: "bank-001", purpose: "BANK_CREDIT", justified: ["PENALTY"] };
  const rule = (coordinate: string, grant: Asker["grant"]) => {
    const decision = decisionOf({ ...bank, grant: { ...grant!, categories: ["PENALTY"] } })!;
    return judge.rule(coordinate, decision, decision.scopes);
  };
  expect(rule("MarketPenalty.content", whole)).toEqual({ open: true });
  expect(rule("MarketPenalty.content", { ...whole, fields })).toEqual({ open: false, reason: "GRANT" });
  expect(rule("MarketPenalty.decisionNo", { ...whole, fields })).toEqual({ open: true });
});

it("tells a warrant the items of the sector that an authorisation names, and none where there is no authorisation", () => {
  const bank: Asker = { scopes: ["person:read"], org: "bank-001", purpose: "BANK_CREDIT", justified: categoryCodes };
  const granted = decisionOf({ ...bank, grant: grantOf(/-02$/, /./) })!;
  expect(judge.open("market", granted).items).toEqual(["MKT-02"]);
  expect(judge.open("market", decisionOf({ scopes: ["self"], purpose: "SELF_QUERY" })!).items).toBeUndefined();
});

it("a root field is the caller's own to ask, whoever's eyes the person is then seen with", () => {
  const asBank = decisionOf({ scopes: ["person:read"], org: "bank-001", purpose: "BANK_CREDIT", grant: grantOf(/./, /./) })!;
  expect(judge.rule("Query.me", asBank, new Set(["self"]))).toEqual({ open: true });
  expect(judge.rule("Query.me", asBank, new Set(["person:read"]))).toEqual({ open: false, reason: "SCOPE" });
  expect(judge.rule("Person.grants", asBank, new Set(["self"]))).toEqual({ open: false, reason: "SCOPE" });
});

it("A35 lets the scope self unmask oneself and nobody else", () => {
  const decision = decisionOf({ scopes: ["person:read", "self"], org: "licensing", purpose: "LICENSING_REVIEW" });
  expect(ruleField("Person.name", decision, new Set(["person:read", "self"]), rules)).toEqual({ open: false, reason: "SCOPE" });
  const self = decisionOf({ scopes: ["self"], purpose: "SELF_QUERY" });
  expect(ruleField("Person.name", self, new Set(["self"]), rules)).toEqual({ open: true });
});

it("closes a list of records by the rule that is nearest to open", () => {
  const reason = (purpose: string, org: string, coordinate: string) => {
    const ruling = ruleField(coordinate, decisionOf({ scopes: ["person:read"], purpose, org })!, new Set(["person:read"]), rules);
    return ruling.open ? "open" : ruling.reason;
  };
  expect(reason("GREEN_CHANNEL", "licensing", "TaxSlice.records")).toBe("PURPOSE");
  expect(reason("COURT_ENFORCEMENT", "courts", "TaxSlice.records")).toBe("JUSTIFICATION");
  expect(reason("DATA_QUALITY", "education", "TaxSlice.records")).toBe("JUSTIFICATION");
  expect(reason("LICENSING_REVIEW", "licensing", "TaxSlice.records")).toBe("open");
});

it("withheldIn names the closed categories of a sector's records, each once with its reason", () => {
  const decision = decisionOf({ scopes: ["person:read"], purpose: "LICENSING_REVIEW", org: "licensing" })!;
  expect(withheldIn("courts", decision, rules)).toEqual([{ category: "JUDICIAL", reason: "PURPOSE" }]);
  expect(withheldIn("market", decision, rules)).toEqual([
    { category: "PENALTY", reason: "JUSTIFICATION" },
    { category: "OCCUPATION", reason: "JUSTIFICATION" },
  ]);
  expect(withheldIn("nowhere", decision, rules)).toEqual([]);
});
