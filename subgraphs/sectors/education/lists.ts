/** Code lists that only the education bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const SchoolStage = vocabulary("SchoolStage", "任教学段", "kind of teacher qualification (教师资格条例 4)", {
  KINDERGARTEN: ["幼儿园", "kindergarten"],
  PRIMARY: ["小学", "primary school"],
  JUNIOR_MIDDLE: ["初级中学", "junior middle school"],
  SENIOR_MIDDLE: ["高级中学", "senior middle school"],
  SECONDARY_VOCATIONAL: ["中等职业学校", "secondary vocational school"],
  VOCATIONAL_PRACTICE: ["中等职业学校实习指导", "guidance of practice at a secondary vocational school"],
  HIGHER: ["高等学校", "higher education"],
});

export const TeacherRegistration = vocabulary(
  "TeacherRegistration",
  "定期注册结论",
  "result of the periodic registration of teachers",
  {
    NOT_YET: ["未注册", "not yet registered"],
    QUALIFIED: ["注册合格", "registered"],
    DEFERRED: ["暂缓注册", "deferred"],
    NOT_QUALIFIED: ["注册不合格", "refused"],
  },
);

/**
 * 中小学教师违反职业道德行为处理办法（2018年修订）, article 4. Its items on political words and opinions (1 and 3) are
 * left out on purpose: an opinion is no credit information.
 */
export const TeacherConduct = vocabulary("TeacherConduct", "师德失范情形", "breach of the professional ethics of teachers", {
  PUBLIC_ORDER: ["损害公共利益或违背公序良俗", "harm to the public interest or good morals (item 2)"],
  NEGLECT_OF_TEACHING: ["违反教学纪律或擅自兼职", "neglect of teaching, outside work without leave (item 4)"],
  HARM_TO_STUDENTS: ["歧视、侮辱、虐待、伤害学生", "discrimination, insult, abuse or injury of students (item 5)"],
  DESERTION: ["危险面前擅离职守", "deserting students in danger (item 6)"],
  SEXUAL_MISCONDUCT: ["与学生发生不正当关系、猥亵、性骚扰", "improper relations, indecency, harassment (item 7)"],
  FAVOURITISM: ["招生、考试、评聘中徇私舞弊", "favouritism or fraud in admission, examination or appraisal (item 8)"],
  GIFTS: ["索要、收受财物或谋取私利", "asking or taking gifts, private gain (item 9)"],
  PAID_TUTORING: ["组织、参与有偿补课", "paid tutoring (item 10)"],
  OTHER: ["其他违反职业道德的行为", "other breach of professional ethics (item 11)"],
});

export const StudentConduct = vocabulary("StudentConduct", "学生诚信行为", "conduct that a school's decision establishes", {
  EXAM_CHEATING: ["考试舞弊", "cheating in an examination"],
  FORGED_JOB_PAPERS: ["伪造就业材料", "forged papers for employment"],
  ACADEMIC_MISCONDUCT: ["学术不端", "academic misconduct"],
  FALSE_AID_APPLICATION: ["骗取奖助学金", "grant or scholarship obtained by false statements"],
  HONOUR: ["荣誉", "honour"],
  EXEMPLARY_INTEGRITY: ["诚信事迹", "exemplary integrity"],
});
