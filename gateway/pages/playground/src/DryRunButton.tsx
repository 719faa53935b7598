/** Runs the operation of the tab as a dry run, once: which fields would be open and by which rule; nobody is touched. */
import { useGraphiQLActions } from "@graphiql/react";
import type { RefObject } from "react";
import { Both } from "./Both";

export function DryRunButton({ isDry }: { isDry: RefObject<boolean> }) {
  const { run } = useGraphiQLActions();
  const runDry = () => {
    isDry.current = true;
    run();
  };
  return (
    <button type="button" className="bar-button" onClick={runDry} title="不触及任何人，不消耗授权 Touches nobody, spends nothing">
      <Both zh="试运行" en="Dry run" />
    </button>
  );
}
