/** The bar above GraphiQL: as whom one asks, and what one may try. */
import { useGraphiQL } from "@graphiql/react";
import { type RefObject, useLayoutEffect } from "react";
import { Both } from "./Both";
import { CallerChip } from "./CallerChip";
import { ExampleMenu } from "./ExampleMenu";
import type { CastMember } from "./exampleVariables";
import type { Persona } from "./persona";
import { PersonaMenu } from "./PersonaMenu";
import { useExampleTab } from "./useExampleTab";
import { usePersonaOfTab } from "./usePersonaOfTab";
import { useSystemTheme } from "./useSystemTheme";

interface Props {
  personas: [Persona, ...Persona[]];
  cast: CastMember[];
  /** Where the fetcher reads the token of the present persona. */
  token: RefObject<string>;
}

export function TopBar({ personas, cast, token }: Props) {
  const [name, choose] = usePersonaOfTab(personas[0].name);
  const openExample = useExampleTab(cast);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
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
      <PersonaMenu personas={personas} chosen={persona} onChoose={choose} />
      <CallerChip persona={persona} />
      <ExampleMenu
        onChoose={(example) => {
          openExample(example);
          choose(example.persona);
        }}
        onChosen={() => queryEditor?.focus()}
      />
      <p className="bar-note">
        <Both zh="开发环境，人物均为合成" en="Development; all people are synthetic" />
      </p>
    </>
  );
}
