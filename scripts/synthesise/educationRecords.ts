/** What the education bureau and the schools send on teachers and adult students. */
import { addDays, addMonths, ageOn, type LegalDay } from "../../schema/contract/legalDay";
import { dayBetween, later, workday } from "./calendar";
import { ORGANS, UNIVERSITY } from "./organs";
import { documentNo, entry, type Entry, type Scene } from "./scene";

const SUBJECTS = ["语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "音乐", "体育", "美术", "信息技术"];
const STAGES = ["KINDERGARTEN", "PRIMARY", "JUNIOR_MIDDLE", "SENIOR_MIDDLE", "SECONDARY_VOCATIONAL"] as const;

export function educationRecords(scene: Scene): Entry[] {
  const { person, random, day } = scene;
  const entries: Entry[] = [];
  if (person.occupation === "TEACHER") {
    entries.push(teacherQualification(scene, random.pick(STAGES), random.pick(SUBJECTS)));
  }
  if (person.occupation === "STUDENT" && random.chance(0.2)) {
    const honour = random.chance(0.7);
    const decidedOn = dayBetween(later(addMonths(day, -20), addMonths(person.birth, 218)), addDays(day, -2), random);
    entries.push(studentRecord(scene, decidedOn, honour ? "HONOUR" : random.pick(["EXAM_CHEATING", "ACADEMIC_MISCONDUCT"])));
  }
  return entries;
}

export function teacherQualification(scene: Scene, stage: string, subject: string): Entry {
  const { person, random, day, numbers } = scene;
  const decidedOn = workday(dayBetween(later("1996-01-08", addMonths(person.birth, 270)), addMonths(day, -6), random));
  const year = decidedOn.slice(0, 4);
  const registration = decidedOn > addMonths(day, -18) ? "NOT_YET" : random.chance(0.97) ? "QUALIFIED" : "DEFERRED";
  const detail = {
    certNo: `${year}1211542${String(numbers.next(`teacher${year}`)).padStart(6, "0")}`,
    stage,
    ...(stage !== "KINDERGARTEN" && { subject }),
    registration,
    ...(registration === "QUALIFIED" && { nextRegistrationOn: addMonths(day, 1 + random.whole(58)) }),
  };
  return entry(scene, "TeacherQualification", ORGANS.education, { detail, decidedOn });
}

export function studentRecord(scene: Scene, day: LegalDay, conduct: string): Entry {
  const { person, numbers } = scene;
  const decidedOn = later(workday(day), addMonths(person.birth, 12 * 18));
  const decisionNo = documentNo(scene, conduct === "HONOUR" ? "津示理工奖" : "津示理工学处", decidedOn);
  const detail = {
    studentNo: `${person.birth.slice(0, 4)}${String(numbers.next("student")).padStart(6, "0")}`,
    school: UNIVERSITY.name,
    conduct,
    decisionNo,
    ageAtEvent: ageOn(person.birth, decidedOn),
    until: addMonths(decidedOn, 36),
  };
  const judged =
    conduct === "HONOUR" ? { polarity: "POSITIVE" as const } : { polarity: "ADVERSE" as const, gravity: "GENERAL" as const };
  return entry(scene, "StudentIntegrityRecord", UNIVERSITY, { detail, ...judged, basisDocNo: decisionNo, decidedOn });
}
