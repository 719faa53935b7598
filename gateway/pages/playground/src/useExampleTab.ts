/** Opens an example in a tab of its own, with its variables, ready to run. */
import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { Kind, parse } from "graphql";
import type { RefObject } from "react";
import type { Example } from "./examples";
import type { RememberedIds } from "./rememberedIds";
import { type CastMember, exampleVariables } from "./exampleVariables";

export function useExampleTab(cast: readonly CastMember[], ids: RefObject<RememberedIds>): (example: Example) => void {
  const { addTab, setOperationFacts, updateActiveTabValues } = useGraphiQLActions();
  const { queryEditor, variableEditor } = useGraphiQL(pick("queryEditor", "variableEditor"));
  return (example) => {
    const query = `# ${example.zh}\n# ${example.en}\n${example.query.trim()}\n`;
    const variables =
      example.variables === undefined ? "" : JSON.stringify(exampleVariables(example, cast, ids.current), null, 2);
    const documentAST = parse(query);
    const operations = documentAST.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const operationName = operations[0]?.name?.value;
    addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
    updateActiveTabValues({ query, variables, operationName: operationName ?? null });
    // GraphiQL learns the operation's name a moment after an edit; whoever runs at once would send the last tab's.
    setOperationFacts({ documentAST, operations, ...(operationName && { operationName }) });
  };
}
