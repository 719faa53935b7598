/** What the education bureau and the schools send on teachers, adult students and candidates. */
import { addDays, addMonths, ageOn, type LegalDay } from "../../schema/contract/legalDay";
import { dayBetween, earlier, later, workday } from "./calendar";
import { EDUCATION_BUREAU, UNIVERSITY } from "./organs";
import { documentNo, entry, fateOf, type Entry, type Scene } from "./scene";

const SUBJECTS = ["语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "音乐", "体育", "美术", "信息技术"];
const STAGES = ["KINDERGARTEN", "PRIMARY", "JUNIOR_MIDDLE", "SENIOR_MIDDLE", "SECONDARY_VOCATIONAL"] as const;

export function educationRecords(scene: Scene): Entry[] {
  const { person, random, day } = scene;
  const entries: Entry[] = [];
  if (person.occupation === "TEACHER") {
    entries.push(teacherQualification(scene, random.pick(STAGES), random.pick(SUBJECTS)));
    if (random.chance(0.015)) entries.push(teacherSanction(scene, dayBetween(addMonths(day, -40), addDays(day, -3), random)));
  }
  if (person.occupation === "STUDENT" && random.chance(0.2)) {
    const honour = random.chance(0.7);
    const decidedOn = dayBetween(later(addMonths(day, -20), addMonths(person.birth, 218)), addDays(day, -2), random);
    entries.push(studentRecord(scene, decidedOn, honour ? "HONOUR" : random.pick(["EXAM_CHEATING", "ACADEMIC_MISCONDUCT"])));
  }
  if (person.age >= 19 && person.age < 35 && random.chance(0.003)) {
    entries.push(
      examMisconduct(scene, dayBetween(later(addMonths(day, -48), addMonths(person.birth, 218)), addDays(day, -2), random)),
    );
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
  return entry(scene, "TeacherQualification", EDUCATION_BUREAU, { detail, decidedOn });
}

function teacherSanction(scene: Scene, day: LegalDay): Entry {
  const { random } = scene;
  const decidedOn = workday(day);
  const decisionNo = documentNo(scene, "津宝教处", decidedOn);
  const serious = random.chance(0.2);
  const detail = {
    decisionNo,
    conduct: random.pick(["PAID_TUTORING", "NEGLECT_OF_TEACHING", "GIFTS", "FAVOURITISM"]),
    sanction: serious ? "DEMERIT" : "WARNING",
    until: addMonths(decidedOn, serious ? 12 : 6),
  };
  const gravity = serious ? "SERIOUS" : "GENERAL";
  return entry(scene, "TeacherSanction", EDUCATION_BUREAU, {
    detail,
    gravity,
    basisDocNo: decisionNo,
    decidedOn,
    state: fateOf(random),
  });
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

function examMisconduct(scene: Scene, day: LegalDay): Entry {
  const { random } = scene;
  const decidedOn = earlier(workday(day), addDays(scene.day, -1));
  const decisionNo = documentNo(scene, "津宝考处", decidedOn);
  const handling = random.pick(["SUBJECT_VOID", "EXAM_VOID", "BANNED_ONE_YEAR", "BANNED_THREE_YEARS"]);
  const ban = { BANNED_ONE_YEAR: 12, BANNED_THREE_YEARS: 36 }[handling];
  const detail = {
    examName: random.pick(["成人高等教育自学考试", "全国大学英语四、六级考试", "教师资格考试", "全国硕士研究生招生考试"]),
    decisionNo,
    handling,
    ...(ban !== undefined && { banUntil: addMonths(decidedOn, ban) }),
  };
  const gravity = handling === "BANNED_THREE_YEARS" ? "SERIOUS" : "GENERAL";
  return entry(scene, "ExamMisconduct", EDUCATION_BUREAU, {
    detail,
    gravity,
    basisDocNo: decisionNo,
    decidedOn,
    state: fateOf(random),
  });
}
