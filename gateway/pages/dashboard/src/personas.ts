/** Who may look in a development district; in production there is no list, and the token is entered. */
export interface Persona {
  name: string;
  zh: string;
  en: string;
  token: string;
}

/** Those of whom a supervision board can be asked, the office first. */
export async function supervisingPersonas(): Promise<Persona[]> {
  const response = await fetch("/playground/personas", {
    headers: { accept: "application/json" },
    cache: "no-store",
    credentials: "omit",
  });
  if (!response.ok) return [];
  const personas = (await response.json()) as Persona[];
  return personas.filter(({ name }) => /^(supervisor|office)$/.test(name)).sort((one, other) => (one.name < other.name ? 1 : -1));
}
