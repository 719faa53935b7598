/** The bar above GraphiQL: as whom one asks, and what one may try. */
import { useGraphiQL } from "@graphiql/react";
import { type RefObject, useEffect, useLayoutEffect } from "react";
import { Both } from "./Both";
import { CallerChip } from "./CallerChip";
import { DryRunButton } from "./DryRunButton";
import { ExampleMenu } from "./ExampleMenu";
import type { CastMember } from "./exampleVariables";
import type { Persona } from "./persona";
import { PersonaMenu } from "./PersonaMenu";
import type { RememberedIds } from "./rememberedIds";
import { useExampleTab } from "./useExampleTab";
import { usePersonaOfTab } from "./usePersonaOfTab";
import { useSystemTheme } from "./useSystemTheme";

interface Props {
  personas: [Persona, ...Persona[]];
  cast: CastMember[];
  /** Where the fetcher reads the token of the present persona. */
  token: RefObject<string>;
  /** Where the fetcher reads whether the next operation is a dry run. */
  isDry: RefObject<boolean>;
  /** What the answers of this page gave. */
  ids: RefObject<RememberedIds>;
}

export function TopBar({ personas, cast, token, isDry, ids }: Props) {
  const [name, choose] = usePersonaOfTab(personas[0].name);
  const openExample = useExampleTab(cast, ids);
  const queryEditor = useWrappedEditor();
  const persona = personas.find((one) => one.name === name) ?? personas[0];
  useSystemTheme();
  useLayoutEffect(() => {
    token.current = persona.token;
  }, [token, persona]);
  return (
    <>
      <h1 className="bar-title">
        个人诚信图谱 <span lang="en">Playground</span>
      </h1>
      <p className="bar-note" title="人物全部是合成的 All people are synthetic">
        <Both zh="开发环境" en="Development" />
      </p>
      <PersonaMenu personas={personas} chosen={persona} onChoose={choose} />
      <CallerChip persona={persona} />
      <ExampleMenu
        onChoose={(example) => {
          openExample(example);
          choose(example.persona);
        }}
        onChosen={() => queryEditor?.focus()}
      />
      <DryRunButton isDry={isDry} />
    </>
  );
}

/** The operation editor, told to wrap long lines, as the result pane does. */
function useWrappedEditor() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => queryEditor?.updateOptions({ wordWrap: "on" }), [queryEditor]);
  return queryEditor;
}
