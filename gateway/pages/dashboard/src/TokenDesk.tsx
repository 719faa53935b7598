/** Chooses a persona in development; takes a token otherwise. A token is never stored and never in the address. */
import { useState } from "react";
import { useText } from "./language";
import type { Persona } from "./personas";

export function TokenDesk({ personas, onToken }: { personas: readonly Persona[]; onToken(token: string): void }) {
  const say = useText();
  const [typed, setTyped] = useState("");
  if (personas.length > 0) {
    return (
      <label>
        {say("角色", "persona")}{" "}
        <select onChange={(event) => onToken(personas.find(({ name }) => name === event.target.value)!.token)}>
          {personas.map(({ name, zh, en }) => (
            <option key={name} value={name}>
              {say(zh, en)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onToken(typed.trim());
        setTyped("");
      }}
    >
      <label>
        {say("访问令牌", "access token")}{" "}
        <input type="password" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <button>{say("使用", "use")}</button>
    </form>
  );
}
