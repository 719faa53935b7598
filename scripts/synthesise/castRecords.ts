/** What departments hold on the cast, by place in it; distances from the day are fixed, so that each keeps showing what his note says. */
import { addMonths, type LegalDay } from "../../schema/contract/legalDay";
import { enforcement } from "./courtRecords";
import { realNameCheck } from "./identityRecords";
import { enterpriseRole, marketPenalty } from "./marketRecords";
import type { Entry, Scene } from "./scene";
import { sketched, type Pinned } from "./sketch";
import { sketches } from "./sketches";

interface Told {
  scene: Scene;
  /** The day so many months before. */
  ago(months: number): LegalDay;
  /** A record of the type, decided so many months before the day. */
  record(type: string, months: number, pinned?: Pinned): Entry;
}

const uncleared: Pinned = { fields: { clearedOn: () => undefined } };

const TELLERS: readonly ((told: Told) => Entry[])[] = [
  ({ scene, ago, record }) => [
    record("TeacherQualification", 140, { fields: { stage: ["PRIMARY"], subject: ["语文"] } }),
    realNameCheck(scene, ago(6), scene.random),
    record("VolunteerProfile", 60),
    record("VolunteerServiceRecord", 5),
    record("YouthVolunteerHonour", 70),
    record("VocationalCredential", 120, { fields: { title: ["普通话水平测试"], level: ["一级乙等"] } }),
  ],
  ({ scene, ago, record }) => [
    ...enforcement(scene, ago(9), { defaulter: true, closed: false, state: "ACTIVE" }),
    record("TaxArrearsNotice", 8, uncleared),
    marketPenalty(scene, ago(5), "GENERAL", "ACTIVE"),
    record("WageArrearsEntry", 7, { fields: { correctedOn: () => undefined } }),
    record("SafetyViolation", 6),
    record("FinancialMisconduct", 10, { fields: { target: ["MALICIOUS_DEBT_EVASION"] } }),
  ],
  ({ scene, ago, record }) => [
    enterpriseRole(scene, "LEGAL_REPRESENTATIVE", false),
    marketPenalty(scene, ago(4), "GENERAL", "DISPUTED"),
    record("AdministrativeLicence", 20),
    record("LicensingCommitment", 14, { polarity: "POSITIVE" }),
    record("SiteConduct", 16, { polarity: "POSITIVE" }),
    record("SocialOrgLeader", 30),
  ],
  ({ record }) => [
    record("LicensedPharmacist", 20),
    record("CharitableDonation", 11),
    record("GreenChannelUse", 4, { fields: { basis: ["NO_ADVERSE_THREE_YEARS"] } }),
  ],
  ({ record }) => [
    record("StudentIntegrityRecord", 14, { polarity: "POSITIVE" }),
    record("StudentIntegrityRecord", 7, { polarity: "ADVERSE", fields: { conduct: ["EXAM_CHEATING"] } }),
  ],
  ({ scene, ago, record }) => [
    marketPenalty(scene, ago(30), "GENERAL", "ACTIVE"),
    record("IitIntegrity", 26),
    record("TaxMajorViolation", 50),
    record("TransportPenalty", 27),
  ],
  ({ scene, ago }) => [marketPenalty(scene, ago(6), "SERIOUS", "SEALED")],
  ({ record }) => [
    record("CertificationStaff", 170, { fields: { status: ["LAPSED"] } }),
    record("MoralModelHonour", 40, { openness: "PUBLIC", fields: { title: ["身边好人"] } }),
  ],
  ({ record }) => [record("TaxAdviser", 40), record("AccountantRecord", 70), record("AppraiserRegistration", 50)],
  ({ scene, ago, record }) => [
    enterpriseRole(scene, "INDIVIDUAL_TRADER", false),
    marketPenalty(scene, ago(8), "GENERAL", "REPAIRED"),
    record("RoadTransportPractitioner", 30, { fields: { workCategory: ["道路货物运输驾驶员"] } }),
  ],
  () => [],
  ({ record }) => [
    record("TaxMajorViolation", 30),
    record("TaxArrearsNotice", 44, uncleared),
    record("ReconsiderationOutcome", 27, { fields: { outcome: ["UPHELD"] } }),
    record("AccountingSanction", 9),
    record("EcommerceMisconduct", 8),
    record("TrafficViolation", 5),
  ],
];

export function castRecords(scene: Scene): Entry[] {
  const ago = (months: number) => addMonths(scene.day, -months);
  const record = (type: string, months: number, pinned: Pinned = {}) =>
    sketched(scene, type, sketches[type]!, { ...pinned, decidedOn: ago(months) });
  return TELLERS[scene.person.castPlace!]!({ scene, ago, record });
}
