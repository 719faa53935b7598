/** Code lists that only the transport bureau uses. */
import { vocabulary } from "../../kit/record/vocabulary";

export const TransportGrade = vocabulary(
  "TransportGrade",
  "诚信考核等级",
  "grade of the integrity assessment of road-transport drivers (AAA to B)",
  {
    AAA: ["优良（AAA级）", "good"],
    AA: ["合格（AA级）", "passed"],
    A: ["基本合格（A级）", "barely passed"],
    B: ["不合格（B级）", "not passed"],
  },
);
