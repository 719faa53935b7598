/** What the sectors of trade, construction, land and money promise to serve. */
import type { PromisedTypes } from "./promised.fixture";

export const economy: Record<string, PromisedTypes> = {
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
  ip: {
    PatentAgentPractice: [
      "patentAgentPractices",
      "qualificationNo",
      "qualificationNo: String!, agency: String!, status: PracticeStatus!",
    ],
    PatentAgentSanction: ["patentAgentSanctions", "decisionNo", "decisionNo: String!, conduct: String!, suspensionMonths: Int"],
    IpViolation: ["ipViolations", "decisionNo", "decisionNo: String!, ipKind: IpKind!, repeated: Boolean!, fineCny: Money"],
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
  fiscal: {
    AccountantRecord: [
      "accountantRecords",
      "",
      "certNo: String, title: AccountantTitle!, continuingEducationYears: [Int!]!, status: PracticeStatus!",
    ],
    AccountingSanction: [
      "accountingSanctions",
      "decisionNo",
      "decisionNo: String!, conduct: String!, fineCny: Money, banUntil: Date",
    ],
    AppraiserRegistration: [
      "appraiserRegistrations",
      "certNo",
      "certNo: String!, institution: String!, status: RegistrationStatus!, discipline: String",
    ],
    ProcurementMisconduct: ["procurementMisconducts", "decisionNo", "decisionNo: String!, conduct: String!, banUntil: Date!"],
  },
  finance: {
    FinancialPractitioner: [
      "financialPractitioners",
      "employerUscc",
      "employerUscc: Uscc!, position: String!, qualificationNo: String, status: PracticeStatus!",
    ],
    FinancialMisconduct: [
      "financialMisconducts",
      "determinationNo",
      "determinationNo: String!, target: KeyTarget!, role: LiabilityRole!, amountBand: MoneyBand!",
    ],
    CreditAgencyStaffFile: [
      "creditAgencyStaffFiles",
      "",
      "agencyUscc: Uscc!, position: String!, conduct: String, decisionNo: String",
    ],
    CreditAgencyBlacklistEntry: [
      "creditAgencyBlacklistEntries",
      "",
      "agencyUscc: Uscc!, personLiable: Boolean!, cause: String!, listedOn: Date!, removedOn: Date, determinedBy: String!",
    ],
  },
  emergency: {
    SafetyViolation: [
      "safetyViolations",
      "decisionNo",
      "decisionNo: String!, enterpriseUscc: Uscc, conduct: String!, penaltyTypes: [PenaltyType!]!, barFromLeadUntil: Date",
    ],
    SafetySevereEntry: [
      "safetySevereEntries",
      "entryNo",
      "entryNo: String!, ground: String!, listedOn: Date!, earlyRemovalFrom: Date!, removedOn: Date",
    ],
    SpecialOperationCert: [
      "specialOperationCerts",
      "certNo type",
      "certNo: String!, type: String!, validUntil: Date!, reviewDueOn: Date",
    ],
  },
  ecology: {
    EcoPenalty: [
      "ecoPenalties",
      "decisionNo",
      "decisionNo: String!, violationType: ViolationCode!, fineCny: Money, detentionReferred: Boolean!",
    ],
    EiaStaffCredit: [
      "eiaStaffCredits",
      "regNo cycleEndsOn",
      "regNo: String!, points: Int!, cycleEndsOn: Date!, listKind: EiaListKind",
    ],
    MonitoringFraud: ["monitoringFrauds", "decisionNo", "decisionNo: String!, role: LiabilityRole!"],
  },
  construction: {
    ArchitectRegistration: [
      "architectRegistrations",
      "certNo",
      "certNo: String!, grade: Int!, employerUscc: Uscc!, validUntil: Date!, status: RegistrationStatus!",
    ],
    SiteConduct: ["siteConducts", "", "conductCode: String!, project: String, decisionNo: String"],
    CertificateHanging: ["certificateHangings", "", "certNo: String!, handling: String!"],
  },
  housing: {
    RealEstateAgent: [
      "realEstateAgents",
      "regNo",
      "regNo: String!, kind: AgentKind!, employerUscc: Uscc!, status: PracticeStatus!",
    ],
    AgencyMisconduct: [
      "agencyMisconducts",
      "decisionNo",
      "decisionNo: String!, conduct: AgencyConduct!, penaltyTypes: [PenaltyType!]!",
    ],
    HousingBenefitFraud: [
      "housingBenefitFrauds",
      "decisionNo",
      "decisionNo: String!, benefit: String!, barUntil: Date!, refunded: Boolean!",
    ],
  },
  land: {
    LandViolation: ["landViolations", "decisionNo", "decisionNo: String!, violationType: ViolationCode!, restored: Boolean!"],
    RegistrationFraud: ["registrationFrauds", "caseNo", "caseNo: String!, conduct: String!, revokedOn: Date"],
    LandAppraiser: ["landAppraisers", "certNo", "certNo: String!, institution: String!, status: PracticeStatus!"],
  },
  commerce: {
    EcommerceMisconduct: [
      "ecommerceMisconducts",
      "decisionNo",
      "decisionNo: String!, platform: String!, conduct: EcomConduct!, penaltyTypes: [PenaltyType!]!",
    ],
    PrepaidCardDefault: [
      "prepaidCardDefaults",
      "caseNo",
      "caseNo: String!, issuerUscc: Uscc!, consumersAffectedBand: CountBand!, settledOn: Date",
    ],
    DomesticWorkerFile: ["domesticWorkerFiles", "workerNo", "workerNo: String!, employerUscc: Uscc, trainingDone: [String!]!"],
  },
  transport: {
    RoadTransportPractitioner: [
      "roadTransportPractitioners",
      "certNo workCategory",
      "certNo: String!, workCategory: String!, validUntil: Date!, integrityGrade: TransportGrade",
    ],
    TransportPenalty: ["transportPenalties", "decisionNo", "decisionNo: String!, violationType: ViolationCode!, fineCny: Money"],
    RealNameTransportBreach: [
      "realNameTransportBreaches",
      "caseNo",
      "caseNo: String!, sector: RealNameSector!, conduct: String!",
    ],
  },
  tourism: {
    TourGuideLicence: [
      "tourGuideLicences",
      "licenceNo",
      "licenceNo: String!, level: GuideLevel!, agency: String!, status: PracticeStatus!",
    ],
    TourGuideSanction: [
      "tourGuideSanctions",
      "decisionNo",
      "decisionNo: String!, conduct: GuideConduct!, suspensionMonths: Int, revoked: Boolean!, fineCny: Money",
    ],
    TourismSevereEntry: [
      "tourismSevereEntries",
      "entryNo",
      "entryNo: String!, ground: String!, listedOn: Date!, reapplyBarUntil: Date",
    ],
  },
};
