/** What departments hold on the cast, by place in it; distances from the day are fixed, so that each keeps showing what his note says. */
import { addMonths, type LegalDay } from "../../schema/contract/legalDay";
import { enforcement } from "./courtRecords";
import { studentRecord, teacherQualification } from "./educationRecords";
import { realNameCheck } from "./identityRecords";
import { certificationStaff, enterpriseRole, licensedPharmacist, marketPenalty } from "./marketRecords";
import type { Entry, Scene } from "./scene";
import { majorViolation, returnIntegrity, taxAdviser, taxArrears } from "./taxRecords";

type Teller = (scene: Scene, ago: (months: number) => LegalDay) => Entry[];

const TELLERS: readonly Teller[] = [
  (scene, ago) => [teacherQualification(scene, "PRIMARY", "语文"), realNameCheck(scene, ago(6), scene.random)],
  (scene, ago) => [
    ...enforcement(scene, ago(9), { defaulter: true, closed: false, state: "ACTIVE" }),
    taxArrears(scene, ago(8), { cleared: false, state: "ACTIVE" }),
    marketPenalty(scene, ago(5), "GENERAL", "ACTIVE"),
  ],
  (scene, ago) => [enterpriseRole(scene, "LEGAL_REPRESENTATIVE", false), marketPenalty(scene, ago(4), "GENERAL", "DISPUTED")],
  (scene, ago) => [licensedPharmacist(scene, ago(20))],
  (scene, ago) => [studentRecord(scene, ago(14), "HONOUR"), studentRecord(scene, ago(7), "EXAM_CHEATING")],
  (scene, ago) => [
    marketPenalty(scene, ago(30), "GENERAL", "ACTIVE"),
    returnIntegrity(scene, ago(26), "ACTIVE"),
    majorViolation(scene, ago(50), "ACTIVE"),
  ],
  (scene, ago) => [marketPenalty(scene, ago(6), "SERIOUS", "SEALED")],
  (scene) => [certificationStaff(scene, "LAPSED")],
  (scene) => [taxAdviser(scene)],
  (scene, ago) => [enterpriseRole(scene, "INDIVIDUAL_TRADER", false), marketPenalty(scene, ago(8), "GENERAL", "REPAIRED")],
  () => [],
  (scene, ago) => [majorViolation(scene, ago(30), "ACTIVE"), taxArrears(scene, ago(44), { cleared: false, state: "ACTIVE" })],
];

export function castRecords(scene: Scene): Entry[] {
  return TELLERS[scene.person.castPlace!]!(scene, (months) => addMonths(scene.day, -months));
}
