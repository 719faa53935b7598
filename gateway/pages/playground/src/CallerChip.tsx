/** What the present token says: the organisation and its scopes. */
import { Both } from "./Both";
import { claimsOf, type Persona } from "./persona";

export function CallerChip({ persona }: { persona: Persona }) {
  const { org, scopes } = claimsOf(persona.token);
  return (
    <dl className="chip" role="status" data-testid="caller">
      <div>
        <dt>
          <Both zh="令牌" en="Token" />
        </dt>
        <dd>
          <code>{persona.name}</code>
        </dd>
      </div>
      <div>
        <dt>
          <Both zh="机构" en="Org" />
        </dt>
        <dd>{org === undefined ? <Both zh="无（个人）" en="none" /> : <code>{org}</code>}</dd>
      </div>
      <div>
        <dt>
          <Both zh="权限" en="Scopes" />
        </dt>
        <dd>{scopes.length === 0 ? <Both zh="无" en="none" /> : scopes.map((scope) => <code key={scope}>{scope}</code>)}</dd>
      </div>
    </dl>
  );
}
