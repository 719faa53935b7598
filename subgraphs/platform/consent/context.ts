/** What the resolvers and internal operations of the authorisations work with; one for each running subgraph. */
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { openAgencyRegister, type AgencyRegister } from "../../../schema/catalogue/agencyRegister";
import { projectRoot } from "../../../schema/contract/projectRoot";
import type { Warrant } from "../../../schema/contract/warrant";
import { denied } from "../../kit/door/refused";
import type { Signer } from "../../kit/signer";
import type { Database } from "../../kit/store/database";
import type { SubgraphEnvironment } from "../../kit/subgraph";
import type { Artefact } from "./artefact/artefact";
import { openSpender, type Spender } from "./store/spend";

export interface Consent {
  database: Database;
  signer: Signer;
  /** Who may be authorised, as the register stands now. */
  agencies: AgencyRegister;
  spend: Spender;
  /** Signed texts as they were read and verified, by id: they never change, so what is remembered is what was signed. */
  artefacts: LRUCache<string, Artefact>;
  /** The one clock of the authorisations, ms: no other's time decides whether one is in force. */
  now: () => number;
  /** A hash that nobody without the subgraph's own key can make of a guess: a body holds a citizen number. */
  keyedHash(text: string): string;
}

const REMEMBERED = 2_000;

const opened = new WeakMap<SubgraphEnvironment, Consent>();

export function consentOf(environment: SubgraphEnvironment): Consent {
  const known = opened.get(environment);
  if (known !== undefined) return known;
  const { database, signer, now, cursorKey } = environment;
  const consent: Consent = {
    database: database!,
    signer: signer!,
    agencies: openAgencyRegister({ file: join(projectRoot(), "schema", "catalogue", "agencies.yaml"), now }),
    spend: openSpender(database!),
    artefacts: new LRUCache({ max: REMEMBERED }),
    now,
    keyedHash: (text) => createHmac("sha256", cursorKey).update(text).digest("base64url"),
  };
  opened.set(environment, consent);
  return consent;
}

export interface ConsentContext extends Consent {
  warrant: Warrant;
}

export function consentContext(environment: SubgraphEnvironment, warrant: Warrant): ConsentContext {
  return { ...consentOf(environment), warrant };
}

/** The citizen who acts. @throws ACCESS_DENIED for anybody else. */
export function citizenOf({ agency, scopes, subjects }: Warrant): string {
  const [person] = subjects;
  if (agency !== undefined || !scopes.includes("self") || person === undefined || subjects.length !== 1) throw denied();
  return person;
}

/** The agency that acts, with the right to ask for authorisations. @throws ACCESS_DENIED for anybody else. */
export function askingAgency({ agency, scopes }: Warrant): string {
  if (agency === undefined || !scopes.includes("grants:request")) throw denied();
  return agency;
}
