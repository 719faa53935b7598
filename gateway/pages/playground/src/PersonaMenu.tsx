/** Chooses as whom one asks. A plain select: every keyboard and screen reader knows it. */
import { Both } from "./Both";
import type { Persona } from "./persona";

interface Props {
  personas: Persona[];
  chosen: Persona;
  onChoose(name: string): void;
}

export function PersonaMenu({ personas, chosen, onChoose }: Props) {
  return (
    <label className="bar-field">
      <Both zh="角色" en="Persona" />
      <select name="persona" value={chosen.name} onChange={(event) => onChoose(event.target.value)}>
        {personas.map(({ name, zh, en }) => (
          <option key={name} value={name}>
            {zh} {en}
          </option>
        ))}
      </select>
    </label>
  );
}
