/**
 * A persona of the development district, with a token that is held in memory only. The claims are read for display;
 * the gateway alone decides what they are worth.
 */
export interface Persona {
  name: string;
  zh: string;
  en: string;
  token: string;
}

/** What a token says of its holder. */
export interface Claims {
  org: string | undefined;
  scopes: string[];
}

/** The claims of an access token; empty for a text that is no token. */
export function claimsOf(token: string): Claims {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { org, scope } = JSON.parse(new TextDecoder().decode(bytes)) as { org?: unknown; scope?: unknown };
    return {
      org: typeof org === "string" ? org : undefined,
      scopes: typeof scope === "string" ? scope.split(" ").filter(Boolean) : [],
    };
  } catch {
    return { org: undefined, scopes: [] };
  }
}
