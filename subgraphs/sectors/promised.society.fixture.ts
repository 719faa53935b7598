/** What the sectors of persons, order and society promise to serve. */
import type { PromisedTypes } from "./promised.fixture";

export const society: Record<string, PromisedTypes> = {
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
  publicsecurity: {
    TrafficViolation: [
      "trafficViolations",
      "decisionNo",
      `decisionNo: String!, violationCode: String!, occurredAt: DateTime!, points: TrafficPoints!, fineCny: Money,
       settled: Boolean!, cycleEndsOn: Date`,
    ],
    PublicSecurityPenalty: [
      "publicSecurityPenalties",
      "decisionNo",
      "decisionNo: String!, cause: CauseCode, penaltyTypes: [PenaltyType!]!, detentionDays: Int, sealedOn: Date!",
    ],
    FraudAssociatedMeasure: [
      "fraudAssociatedMeasures",
      "determinationNo",
      `determinationNo: String!, conductType: FraudConduct!, determinedByLevel: OrganLevel!,
       measureTypes: [MeasureType!]!, from: Date!, until: Date!, consecutiveMonths: Int!`,
    ],
    FireSafetyPenalty: [
      "fireSafetyPenalties",
      "decisionNo",
      "decisionNo: String!, premises: String, violationType: ViolationCode!, fineCny: Money, role: LiabilityRole!",
    ],
    FireEngineerRegistration: [
      "fireEngineerRegistrations",
      "certNo",
      "certNo: String!, level: Int!, employerUscc: Uscc, validUntil: Date!, status: RegistrationStatus!",
    ],
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
  justice: {
    LawyerLicence: [
      "lawyerLicences",
      "licenceNo",
      "licenceNo: String!, firm: String!, kind: LawyerKind!, status: PracticeStatus!, annualAssessment: AnnualGrade",
    ],
    LawyerSanction: [
      "lawyerSanctions",
      "decisionNo",
      "decisionNo: String!, sanction: LawyerSanctionType!, suspensionMonths: Int",
    ],
    LegalServiceWorker: ["legalServiceWorkers", "certNo", "certNo: String!, kind: LegalServiceKind!, status: PracticeStatus!"],
    ReconsiderationOutcome: [
      "reconsiderationOutcomes",
      "caseNo",
      "caseNo: String!, contestedDecisionNo: String!, outcome: ReconsiderationResult!",
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
  health: {
    PhysicianRegistration: [
      "physicianRegistrations",
      "certNo",
      `certNo: String!, physicianCategory: PhysicianCategory!, scope: String!, institution: String!,
       assessmentResult: AssessmentResult, assessmentCycleEnd: Date, status: PracticeStatus!`,
    ],
    PhysicianSanction: [
      "physicianSanctions",
      "decisionNo",
      "decisionNo: String!, conduct: MedicalConduct!, penaltyTypes: [PenaltyType!]!, suspensionMonths: Int",
    ],
    HealthcareMisconduct: ["healthcareMisconducts", "decisionNo", "decisionNo: String!, conduct: HealthConduct!"],
    BiosafetyViolation: [
      "biosafetyViolations",
      "decisionNo",
      "decisionNo: String!, facilityCode: String, violationType: ViolationCode!, penaltyTypes: [PenaltyType!]!",
    ],
  },
  civilaffairs: {
    VolunteerProfile: ["volunteerProfiles", "volunteerNo", "volunteerNo: String!, registeredOn: Date!, totalHours: Decimal!"],
    VolunteerServiceRecord: [
      "volunteerServiceRecords",
      "activity servedOn",
      "activity: String!, organiser: String!, hours: Decimal!, servedOn: Date!, rating: Int",
    ],
    CharitableDonation: [
      "charitableDonations",
      "",
      "recipientOrgUscc: Uscc!, amountBand: MoneyBand!, donatedOn: Date!, certificateNo: String",
    ],
    AssistanceFraud: ["assistanceFrauds", "decisionNo", "decisionNo: String!, programme: String!, refunded: Boolean!"],
    SocialOrgLeader: [
      "socialOrgLeaders",
      "orgUscc role",
      "orgUscc: Uscc!, role: String!, pledgeOn: Date, pledgeFulfilled: FulfilmentStatus",
    ],
  },
  youth: {
    YouthVolunteerHonour: [
      "youthVolunteerHonours",
      "award year",
      "award: String!, level: OrganLevel!, year: Int!, revokedOn: Date",
    ],
    YouthRedListEntry: [
      "youthRedListEntries",
      "entryNo",
      "entryNo: String!, criteria: [String!]!, listedOn: Date!, reviewOn: Date!, removedOn: Date, removalReason: String",
    ],
  },
  civilservice: {
    CivilServantFile: ["civilServantFiles", "organ", "organ: String!, rank: String, since: Date!, pledgeOn: Date"],
    CivilServantSanction: [
      "civilServantSanctions",
      "decisionNo",
      "decisionNo: String!, sanction: CivilSanction!, from: Date!, until: Date",
    ],
    RecruitmentMisconduct: ["recruitmentMisconducts", "", "exam: String!, handling: ExamHandling!, banUntil: Date"],
  },
  labour: {
    WageArrearsEntry: [
      "wageArrearsEntries",
      "entryNo",
      `entryNo: String!, employerUscc: Uscc!, role: LiabilityRole!, listedOn: Date!, correctedOn: Date,
       earlyRemovalFrom: Date, removedOn: Date`,
    ],
    SocialInsuranceMisconduct: [
      "socialInsuranceMisconducts",
      "decisionNo",
      "decisionNo: String!, conduct: String!, amountBand: MoneyBand, refunded: Boolean!",
    ],
    LabourPenalty: ["labourPenalties", "decisionNo", "decisionNo: String!, violationType: ViolationCode!"],
    VocationalCredential: ["vocationalCredentials", "certNo", "certNo: String!, title: String!, level: String, issuedOn: Date!"],
  },
  licensing: {
    AdministrativeLicence: [
      "administrativeLicences",
      "docNo",
      `docNo: String!, licenceName: String!, licenceNo: String, kind: LicenceKind!, content: String!,
       validFrom: Date!, validUntil: Date, organ: String!, status: LicenceStatus!`,
    ],
    LicensingCommitment: [
      "licensingCommitments",
      "",
      "licensingItem: String!, committedOn: Date!, fulfilment: FulfilmentStatus!, verifiedOn: Date",
    ],
    FalseMaterialFinding: [
      "falseMaterialFindings",
      "decisionNo",
      "decisionNo: String!, licensingItem: String!, reapplyBarUntil: Date!",
    ],
    GreenChannelUse: [
      "greenChannelUses",
      "",
      "licensingItem: String!, ruleVersion: String!, basis: GreenChannelBasis!, usedOn: Date!",
    ],
  },
  cyberspace: {
    OnlineConductPenalty: [
      "onlineConductPenalties",
      "decisionNo",
      "decisionNo: String!, platform: String!, conduct: OnlineConduct!, accountMasked: String",
    ],
    PiHandlingViolation: [
      "piHandlingViolations",
      "decisionNo",
      "decisionNo: String!, lawArticle: String!, role: LiabilityRole!, barUntil: Date",
    ],
    InternetRealNameBreach: ["internetRealNameBreaches", "caseNo", "caseNo: String!, conduct: String!"],
  },
  civilisation: {
    MoralModelHonour: ["moralModelHonours", "title year", "title: String!, level: OrganLevel!, year: Int!, revokedOn: Date"],
    HonestExemplar: ["honestExemplars", "caseNo", "caseNo: String!, nominatedBy: String!, summary: String!, consentId: ID!"],
  },
};
