/**
 * The supergraph as the stock engine will load it. It refuses the official security directives ("for: SECURITY but is
 * unsupported"); without the `for:` argument of their links it loads them and enforces nothing. Nothing is lost by that
 * here: what is closed has been removed before planning, and the plan has been compared with the decision.
 */
import { Kind, parse, print, visit, type DirectiveNode } from "graphql";

const SECURITY_LINK = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v\d+\.\d+$/;

/** `supergraphSdl` without `for: SECURITY` on exactly the three links above; any other security feature stays and is refused. */
export function withoutSecurityFor(supergraphSdl: string): string {
  return print(
    visit(parse(supergraphSdl, { noLocation: true }), {
      SchemaDefinition: (node) => ({ ...node, directives: (node.directives ?? []).map(mended) }),
      SchemaExtension: (node) => ({ ...node, directives: (node.directives ?? []).map(mended) }),
    }),
  );
}

function mended<T extends DirectiveNode>(directive: T): T {
  const url = directive.arguments?.find(({ name }) => name.value === "url")?.value;
  if (directive.name.value !== "link" || url?.kind !== Kind.STRING || !SECURITY_LINK.test(url.value)) return directive;
  return { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== "for") };
}
