/** What the Playground of a development district may ask for: personas with a token each, and the synthetic cast. */
import type { GatewayConfig } from "../../gateway/config";
import type { DevelopmentPages } from "../../gateway/routes";
import { openDevelopmentIssuer, PERSONAS, type Persona } from "../developmentIssuer";
import { cast } from "../synthesise/cast";
import { personIdOf } from "./personIdOf";

export async function developmentPages(config: GatewayConfig): Promise<DevelopmentPages> {
  const issuer = await openDevelopmentIssuer(config.dataDir, config.issuer, config.audience);
  return pagesOf(async (persona) => {
    const person = persona.org === undefined ? await personIdOf(cast[0]!.idNumber).catch(() => undefined) : undefined;
    return issuer.token(persona, person);
  });
}

/** The pages, where `tokenOf` gives the token of a persona. */
export function pagesOf(tokenOf: (persona: Persona) => Promise<string>): DevelopmentPages {
  // The first one is who the Playground begins as.
  const ordered = [...PERSONAS].sort((a, b) => Number(b.name === "licensing-clerk") - Number(a.name === "licensing-clerk"));
  return {
    personas: () =>
      Promise.all(
        ordered.map(async (persona) => ({ name: persona.name, zh: persona.zh, en: persona.en, token: await tokenOf(persona) })),
      ),
    cast: () => cast.map(({ name, idNumber, noteZh, noteEn }) => ({ name, idNumber, note: `${noteZh} / ${noteEn}` })),
  };
}
