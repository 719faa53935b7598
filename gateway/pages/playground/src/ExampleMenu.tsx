/** The examples, by kind of user. Arrow keys and Escape work as in any menu; after a choice the keyboard is in the editor. */
import { ChevronDownIcon, DropdownMenu } from "@graphiql/react";
import { useRef } from "react";
import { Both } from "./Both";
import { type Example, EXAMPLES, USERS } from "./examples";

interface Props {
  onChoose(example: Example): void;
  /** Called when the menu has closed after a choice. */
  onChosen(): void;
}

export function ExampleMenu({ onChoose, onChosen }: Props) {
  const chosen = useRef(false);
  const choose = (example: Example) => {
    chosen.current = true;
    onChoose(example);
  };
  const closed = (event: Event) => {
    if (!chosen.current) return;
    chosen.current = false;
    event.preventDefault();
    onChosen();
  };
  return (
    <DropdownMenu>
      <DropdownMenu.Button className="bar-button">
        <Both zh="示例" en="Examples" />
        <ChevronDownIcon aria-hidden="true" />
      </DropdownMenu.Button>
      <DropdownMenu.Content className="examples" align="end" aria-label="示例 Examples" onCloseAutoFocus={closed}>
        {USERS.map(({ user, zh, en }) => (
          <div key={user} role="group" aria-label={`${zh} ${en}`} className="examples-group">
            <p className="examples-user" aria-hidden="true">
              <Both zh={zh} en={en} />
            </p>
            {EXAMPLES.filter((example) => example.user === user).map((example) => (
              <DropdownMenu.Item
                key={example.id}
                data-example={example.id}
                textValue={example.zh}
                onSelect={() => choose(example)}
              >
                <span className="example-zh">{example.zh}</span>
                <span className="example-en" lang="en">
                  {example.en}
                </span>
              </DropdownMenu.Item>
            ))}
          </div>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  );
}
