/** The language of the page: Chinese first, English by a switch. Texts of the graph come in both. */
import { createContext, useContext } from "react";

export type Language = "zh" | "en";

export const LanguageContext = createContext<Language>("zh");

/** Says a text in the language of the page. */
export function useText(): (zh: string, en: string) => string {
  const language = useContext(LanguageContext);
  return (zh, en) => (language === "en" ? en : zh);
}

/** The half of a "中文 / English" text that the page speaks. */
export function useHalf(): (text: string) => string {
  const say = useText();
  return (text) => {
    const at = text.indexOf(" / ");
    return at === -1 ? text : say(text.slice(0, at), text.slice(at + 3));
  };
}
