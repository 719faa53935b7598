/**
 * GraphiQL below a bar that says as whom one asks. Each tab keeps its persona. Tokens, operations and variables are held
 * in memory only.
 */
import { GraphiQL } from "graphiql";
import { useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Both } from "./Both";
import type { CastMember } from "./exampleVariables";
import { type Answer, gatewayFetcher } from "./gatewayFetcher";
import { memoryStorage } from "./memoryStorage";
import type { Persona } from "./persona";
import { rememberIds, type RememberedIds } from "./rememberedIds";
import { TopBar } from "./TopBar";
import { WELCOME } from "./welcome";

interface Props {
  personas: [Persona, ...Persona[]];
  cast: CastMember[];
}

export function Playground({ personas, cast }: Props) {
  const token = useRef(personas[0].token);
  const isDry = useRef(false);
  const ids = useRef<RememberedIds>({});
  const [answer, setAnswer] = useState<Answer>();
  const storage = useMemo(memoryStorage, []);
  const fetcher = useMemo(
    () =>
      gatewayFetcher({
        token: () => token.current,
        takeDryRun() {
          const dry = isDry.current;
          isDry.current = false;
          return dry;
        },
        onAnswer(given, content) {
          ids.current = rememberIds(ids.current, content);
          setAnswer(given);
        },
      }),
    [],
  );
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      plugins={[]}
      defaultQuery={WELCOME}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <Both zh="结果" en="Result" />
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <StatusLine answer={answer} />
      </GraphiQL.Footer>
      {createPortal(
        <TopBar personas={personas} cast={cast} token={token} isDry={isDry} ids={ids} />,
        document.getElementById("bar")!,
      )}
    </GraphiQL>
  );
}

function StatusLine({ answer }: { answer: Answer | undefined }) {
  return (
    <p className="status" role="status">
      {answer ? `HTTP ${answer.status} · ${answer.milliseconds} ms` : <Both zh="尚未执行" en="Nothing run yet" />}
    </p>
  );
}
