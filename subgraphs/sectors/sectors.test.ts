/**
 * What each sector serves, field by field, against a list that is written down here once more: a class that loses a
 * field, or changes its type, changes the graph that others rely on.
 */
import { Kind, parse, print, type DirectiveNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from "graphql";
import { loadCatalogue } from "../../schema/catalogue/load";
import { COMMON_FIELDS } from "../kit/record/creditRecord";
import { UNMASK_DIRECTIVE } from "../kit/record/recordType";
import type { SectorSubgraph } from "../kit/sectorSubgraph";
import { courts } from "./courts";
import { education } from "./education";
import { identity } from "./identity";
import { market } from "./market";
import { tax } from "./tax";

/** Sector → type → [typed list, key, own fields in order]. `!` = a batch must bring it; in the graph each is nullable. */
const EXPECTED: Record<string, Record<string, [list: string, key: string, fields: string]>> = {
  identity: {
    PersonIdentity: [
      "personIdentities",
      "citizenIdNumber",
      `citizenIdNumber: CitizenId!, fullName: String!, formerNames: [String!], sex: SexCode, birthDate: Date,
       householdDivision: DivisionCode, householdStatus: HouseholdStatus, realNameLevel: RealNameLevel`,
    ],
    IdNumberChange: [
      "idNumberChanges",
      "",
      "oldNumberHash: Hash!, newNumberHash: Hash!, reason: IdChangeReason, changedOn: Date!",
    ],
    UniquenessCase: ["uniquenessCases", "", "candidatePersonIds: [ID!]!, finding: UniquenessFinding, resolvedOn: Date"],
    RealNameCheck: [
      "realNameChecks",
      "",
      "sector: RealNameSector!, method: CheckMethod, verifiedOn: DateTime!, passed: Boolean!",
    ],
  },
  education: {
    TeacherQualification: [
      "teacherQualifications",
      "certNo",
      "certNo: String!, stage: SchoolStage!, subject: String, registration: TeacherRegistration!, nextRegistrationOn: Date",
    ],
    TeacherSanction: [
      "teacherSanctions",
      "decisionNo",
      "decisionNo: String!, conduct: TeacherConduct!, sanction: SanctionType!, until: Date",
    ],
    StudentIntegrityRecord: [
      "studentIntegrityRecords",
      "studentNo decisionNo",
      "studentNo: String!, school: String!, conduct: StudentConduct!, decisionNo: String!, ageAtEvent: Int!, until: Date!",
    ],
    ExamMisconduct: [
      "examMisconducts",
      "decisionNo",
      "examName: String!, decisionNo: String!, handling: ExamHandling!, banUntil: Date",
    ],
  },
  tax: {
    TaxArrearsNotice: [
      "taxArrearsNotices",
      "noticeNo",
      "noticeNo: String!, taxType: TaxType!, arrearsBand: MoneyBand!, dueOn: Date!, clearedOn: Date",
    ],
    TaxMajorViolation: [
      "taxMajorViolations",
      "caseNo",
      "caseNo: String!, conduct: TaxConduct!, role: LiabilityRole!, publishedOn: Date!, removedOn: Date",
    ],
    IitIntegrity: ["iitIntegrities", "noticeNo", "taxYear: Int!, conduct: IitConduct!, noticeNo: String!, correctedOn: Date"],
    TaxAdviser: ["taxAdvisers", "certNo", "certNo: String!, firm: String!, serviceCreditScore: Int, status: PracticeStatus!"],
  },
  market: {
    EnterpriseRole: [
      "enterpriseRoles",
      "uscc role",
      "uscc: Uscc!, enterpriseName: String!, role: EnterpriseRoleKind!, from: Date!, until: Date, disqualifiedUntil: Date",
    ],
    MarketPenalty: [
      "marketPenalties",
      "decisionNo",
      `decisionNo: String!, keyField: KeyField!, violationType: ViolationCode!, content: String!,
       penaltyTypes: [PenaltyType!]!, fineCny: Money, organ: String!`,
    ],
    LicensedPharmacist: [
      "licensedPharmacists",
      "certNo",
      "certNo: String!, unit: String!, scope: String!, validUntil: Date!, status: RegistrationStatus!",
    ],
    CertificationStaff: [
      "certificationStaffs",
      "regNo",
      "regNo: String!, scope: String!, status: RegistrationStatus!, withdrawnReason: String",
    ],
    MarketSevereEntry: ["marketSevereEntries", "listNo", "listNo: String!, cause: String!, listedOn: Date!, removedOn: Date"],
  },
  courts: {
    JudgmentDefaulter: [
      "judgmentDefaulters",
      "caseNo",
      `caseNo: String!, basisIssuer: String!, court: String!, filedOn: Date!, obligation: String!,
       performance: PerformanceStatus!, conduct: DefaulterConduct!, publishedOn: Date!, termMonths: Int,
       extensionMonths: Int, removedOn: Date`,
    ],
    ConsumptionRestriction: ["consumptionRestrictions", "caseNo", "caseNo: String!, orderedOn: Date!, liftedOn: Date"],
    EnforcementCase: [
      "enforcementCases",
      "caseNo",
      "caseNo: String!, amountBand: MoneyBand!, filedOn: Date!, closedOn: Date, closeType: CloseType",
    ],
    EffectiveJudgment: [
      "effectiveJudgments",
      "caseNo",
      "caseNo: String!, cause: CauseCode!, docType: JudgmentDocType!, effectiveOn: Date!, outcome: String",
    ],
    FalseLitigationFinding: ["falseLitigationFindings", "caseNo", "caseNo: String!, sanction: SanctionType!"],
  },
};

const UNMASKED = ["PersonIdentity.citizenIdNumber", "PersonIdentity.fullName", "PersonIdentity.formerNames"];
/** The entity that identity describes once for all, and the root. */
const UNDESCRIBED = ["Person", "Query", "Mutation"];
/** Served alike by every sector. */
const OF_THE_KIT = [
  ...["CatalogueItem", "CreditRecordConnection", "CreditRecordEdge", "LegalBasis", "PageInfo", "Person"],
  ...["Batch", "BatchSubmission", "DeskChange", "DeskField", "DeskRecord", "DeskStep", "DeskVersion", "DifferenceRow"],
  ...["NilReturn", "Reconciliation", "RowRefusal"],
];

describe.each(Object.entries({ identity, education, tax, market, courts }))("the sector %s", (name, subgraph: SectorSubgraph) => {
  const expected = EXPECTED[name]!;
  const { sector } = subgraph;
  const { definitions } = parse(subgraph.build().sdl);
  const objects = definitions.filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION);
  const object = (type: string) => objects.find((one) => one.name.value === type)!;
  const slice = `${name[0]!.toUpperCase()}${name.slice(1)}Slice`;
  const ownFields = sector.types.flatMap((spec) =>
    (object(spec.name).fields ?? [])
      .filter((field) => !spec.item.creditRecord || !COMMON_FIELDS.has(field.name.value))
      .map((field) => ({ spec, field, coordinate: `${spec.name}.${field.name.value}` })),
  );

  it("has a class for each of its catalogue items, and no other", () => {
    const items = loadCatalogue().items.filter((item) => item.sector === name);
    expect(sector.types.map((spec) => spec.name)).toEqual(Object.keys(expected));
    expect(items.map((item) => item.type).sort()).toEqual(Object.keys(expected).sort());
    for (const { item } of sector.types) expect(items).toContain(item);
  });

  it("serves the fields that are promised, with their types, in their order", () => {
    for (const spec of sector.types) {
      const required = new Set(spec.details.filter(({ optional }) => !optional).map((detail) => detail.name));
      const served = ownFields
        .filter((own) => own.spec === spec)
        .map(({ field }) => `${field.name.value}: ${print(field.type)}${required.has(field.name.value) ? "!" : ""}`);
      expect({ [spec.name]: served }).toEqual({ [spec.name]: expected[spec.name]![2].split(/,\s*/) });
    }
  });

  it("numbers its records by the fields that its department numbers them by", () => {
    const keys = Object.entries(expected).map(([type, [, key]]) => [type, key.split(" ").filter((field) => field !== "")]);
    expect(sector.types.map((spec) => [spec.name, spec.key])).toEqual(keys);
  });

  it("leaves every field of its own nullable, for each can be closed", () => {
    expect(ownFields.filter(({ field }) => field.type.kind === Kind.NON_NULL_TYPE).map(({ coordinate }) => coordinate)).toEqual(
      [],
    );
  });

  it("describes every type, field and value in Chinese first and in English second", () => {
    const plain = objects.filter((one) => !UNDESCRIBED.includes(one.name.value)).flatMap((one) => [one, ...(one.fields ?? [])]);
    const enums = definitions.flatMap((one) => (one.kind === Kind.ENUM_TYPE_DEFINITION ? [one, ...(one.values ?? [])] : []));
    const undescribed = [...plain, ...enums].filter(({ description }) => {
      const [, chinese = "", english = ""] = /^(.*?)\/ (.*)$/s.exec(description?.value ?? "") ?? [];
      return (
        !/\p{Script=Han}/u.test(chinese) || !/[a-z]/.test(english) || /\p{Script=Han}/u.test(english.replaceAll(/\(.*?\)/g, ""))
      );
    });
    expect(undescribed.map((one) => `${one.name.value}: ${one.description?.value}`)).toEqual([]);
  });

  it("puts the policy of its item on every field of a type, and the unmasking requirement on those that show who it is", () => {
    for (const { spec, field, coordinate } of ownFields) {
      const policy = `@policy(policies: [["category:${spec.item.category}"]])`;
      const unmask = UNMASKED.includes(coordinate) ? [UNMASK_DIRECTIVE] : [];
      expect([coordinate, ...directivesOf(field)]).toEqual([coordinate, ...[policy, ...unmask].sort()]);
    }
    for (const { name: type } of sector.types) expect([type, ...directivesOf(object(type))]).toEqual([type, "@authenticated"]);
  });

  it("offers one typed list a record type, closed by the category's policy", () => {
    const lists = object(slice).fields!.filter(({ name: list }) => !["asOf", "records", "populations"].includes(list.value));
    const promised = sector.types.map((spec) => [
      `${expected[spec.name]![0]}: [${spec.name}!]`,
      `@policy(policies: [["category:${spec.item.category}"]])`,
    ]);
    expect(lists.map((field) => [`${field.name.value}: ${print(field.type)}`, ...directivesOf(field)])).toEqual(promised);
  });

  it("holds no type of another sector, and no list of values that it does not use", () => {
    const desk = slice.replace(/Slice$/, "Desk");
    const own = [...Object.keys(expected), slice, desk, `${desk}Actions`, ...OF_THE_KIT];
    expect(
      objects
        .map((one) => one.name.value)
        .filter((type) => type !== "Query" && type !== "Mutation")
        .sort(),
    ).toEqual(own.sort());
    const text = print({ kind: Kind.DOCUMENT, definitions });
    const enums = definitions.flatMap((one) => (one.kind === Kind.ENUM_TYPE_DEFINITION ? [one.name.value] : []));
    expect(enums.filter((list) => !new RegExp(`: \\[?${list}\\b`).test(text))).toEqual([]);
  });

  it("gives the interface exactly the fields that the kit fills", () => {
    const shared = definitions.find((one) => one.kind === Kind.INTERFACE_TYPE_DEFINITION);
    expect(shared?.fields?.map((field) => field.name.value)).toEqual([...COMMON_FIELDS]);
  });

  it("has the dates and months that the catalogue's display rules speak of", () => {
    for (const { name: type, item, details } of sector.types) {
      const kindOf = (field: string) => details.find((detail) => detail.name === field)?.kind.name;
      const { untilField, notBeforeField, endedByField, ownMonthsFields = [] } = item.display;
      const dates = [untilField, notBeforeField, endedByField].filter((field) => field !== undefined);
      expect([type, ...dates.map(kindOf)]).toEqual([type, ...dates.map(() => "LegalDate")]);
      expect([type, ...ownMonthsFields.map(kindOf)]).toEqual([type, ...ownMonthsFields.map(() => "Whole")]);
    }
  });

  it("reads the example that its templates show for each column", () => {
    for (const { details } of sector.types) {
      for (const { name: field, kind } of details)
        expect([field, kind.read(kind.example)]).toEqual([field, { value: expect.anything() }]);
    }
  });
});

function directivesOf(node: FieldDefinitionNode | ObjectTypeDefinitionNode): string[] {
  return (node.directives ?? []).map((directive: DirectiveNode) => print(directive)).sort();
}
