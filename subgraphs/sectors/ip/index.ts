/** 区知识产权局（职能现属区市场监管局） as a subgraph. */
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { IpViolation, PatentAgentPractice, PatentAgentSanction } from "./records";

export const ip = sectorSubgraph(defineSector({ name: "ip", types: [PatentAgentPractice, PatentAgentSanction, IpViolation] }));
