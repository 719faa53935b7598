/** Each tab keeps the persona it was asked with; a new tab starts with the present one. */
import { useGraphiQL } from "@graphiql/react";
import { useLayoutEffect, useRef, useState } from "react";

/** The name of the present persona, and how to choose another for the active tab. */
export function usePersonaOfTab(first: string): [string, (name: string) => void] {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id ?? "");
  const [name, choose] = useState(first);
  const nameByTab = useRef(new Map<string, string>());
  const lastTab = useRef(tab);

  useLayoutEffect(() => {
    const kept = nameByTab.current.get(tab);
    const switched = lastTab.current !== tab;
    lastTab.current = tab;
    if (switched && kept !== undefined) choose(kept);
    else nameByTab.current.set(tab, name);
  }, [tab, name]);

  return [name, choose];
}
