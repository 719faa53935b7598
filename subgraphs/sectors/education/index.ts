/** 区教育局 as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { ExamMisconduct, StudentIntegrityRecord, TeacherQualification, TeacherSanction } from "./records";

export const education = sectorSubgraph(
  defineSector({ name: "education", types: [TeacherQualification, TeacherSanction, StudentIntegrityRecord, ExamMisconduct] }),
);
