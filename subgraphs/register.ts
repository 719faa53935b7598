/**
 * The register of subgraphs: one line each. Start-up, composition and intake find a subgraph here and nowhere else;
 * a process that serves one of them loads that one alone.
 */
import type { SectorSubgraph } from "./kit/sectorSubgraph";
import type { SubgraphDefinition } from "./kit/subgraph";

const register = {
  identity: (): SectorSubgraph => require("./sectors/identity").identity,
  education: (): SectorSubgraph => require("./sectors/education").education,
  tax: (): SectorSubgraph => require("./sectors/tax").tax,
  market: (): SectorSubgraph => require("./sectors/market").market,
  courts: (): SectorSubgraph => require("./sectors/courts").courts,
  health: (): SectorSubgraph => require("./sectors/health").health,
  publicsecurity: (): SectorSubgraph => require("./sectors/publicsecurity").publicsecurity,
  justice: (): SectorSubgraph => require("./sectors/justice").justice,
  ip: (): SectorSubgraph => require("./sectors/ip").ip,
  fiscal: (): SectorSubgraph => require("./sectors/fiscal").fiscal,
  finance: (): SectorSubgraph => require("./sectors/finance").finance,
  emergency: (): SectorSubgraph => require("./sectors/emergency").emergency,
  ecology: (): SectorSubgraph => require("./sectors/ecology").ecology,
  construction: (): SectorSubgraph => require("./sectors/construction").construction,
  housing: (): SectorSubgraph => require("./sectors/housing").housing,
  land: (): SectorSubgraph => require("./sectors/land").land,
  commerce: (): SectorSubgraph => require("./sectors/commerce").commerce,
  transport: (): SectorSubgraph => require("./sectors/transport").transport,
  tourism: (): SectorSubgraph => require("./sectors/tourism").tourism,
  civilaffairs: (): SectorSubgraph => require("./sectors/civilaffairs").civilaffairs,
  youth: (): SectorSubgraph => require("./sectors/youth").youth,
  civilservice: (): SectorSubgraph => require("./sectors/civilservice").civilservice,
  labour: (): SectorSubgraph => require("./sectors/labour").labour,
  licensing: (): SectorSubgraph => require("./sectors/licensing").licensing,
  cyberspace: (): SectorSubgraph => require("./sectors/cyberspace").cyberspace,
  civilisation: (): SectorSubgraph => require("./sectors/civilisation").civilisation,
  // new-sector adds its line above
  catalogue: (): SubgraphDefinition => require("./platform/catalogue").catalogue,
  audit: (): SubgraphDefinition => require("./platform/audit").audit,
  consent: (): SubgraphDefinition => require("./platform/consent").consent,
  supervision: (): SubgraphDefinition => require("./platform/supervision").supervision,
};

/** Names of all subgraphs, in the order of the register; ports are given out in this order. */
export const subgraphNames: readonly string[] = Object.keys(register);

/** @throws Error naming the known ones. */
export function subgraphNamed(name: string): SubgraphDefinition {
  if (!Object.hasOwn(register, name)) throw new Error(`no subgraph "${name}"; there are: ${subgraphNames.join(", ")}`);
  return register[name as keyof typeof register]();
}

export function isSector(definition: SubgraphDefinition): definition is SectorSubgraph {
  return "sector" in definition;
}
