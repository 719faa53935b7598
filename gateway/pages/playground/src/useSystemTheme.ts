/** GraphiQL reads the system's theme once; this tells its editors when the system changes. */
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect } from "react";

export function useSystemTheme(): void {
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    if (theme !== null) return undefined;
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const changed = () => setTheme(null);
    system.addEventListener("change", changed);
    return () => system.removeEventListener("change", changed);
  }, [theme, setTheme]);
}
