/** The entry of the page: reads the personas and the cast, then opens the Playground as the first persona. */
import { createRoot } from "react-dom/client";
import "graphiql/setup-workers/vite";
import type { CastMember } from "./exampleVariables";
import type { Persona } from "./persona";
import { Both } from "./Both";
import { Playground } from "./Playground";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "graphiql/graphiql.css";
import "./playground.css";

async function read<Value>(path: string): Promise<Value[]> {
  const response = await fetch(path, { headers: { accept: "application/json" }, cache: "no-store", credentials: "omit" });
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return (await response.json()) as Value[];
}

function NotOpened({ reason }: { reason: string }) {
  return (
    <p className="notice" role="alert">
      <Both
        zh="Playground 未能打开：网关没有提供角色，或未在开发模式下运行。"
        en="The Playground could not open: the gateway gave no personas, or is not in development mode."
      />
      <code>{reason}</code>
    </p>
  );
}

async function open(): Promise<void> {
  const root = createRoot(document.getElementById("playground")!);
  try {
    const [personas, cast] = await Promise.all([read<Persona>("/playground/personas"), read<CastMember>("/playground/cast")]);
    const [first, ...others] = personas;
    if (first === undefined) throw new Error("/playground/personas: []");
    root.render(<Playground personas={[first, ...others]} cast={cast} />);
  } catch (error) {
    root.render(<NotOpened reason={error instanceof Error ? error.message : String(error)} />);
  }
}

void open();
