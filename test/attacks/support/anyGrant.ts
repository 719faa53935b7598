/** An authorisation of random categories and items, with what its signed text says. */
import type { District } from "../../support/district";
import { data, requested } from "../../support/grants";
import type { Draw } from "./drawing";
import type { Attack } from "./oracles";

const CEILING = ["BASIC", "SEVERE_LIST", "JUDICIAL", "PENALTY"];
const APPROVE =
  "mutation ($r: ID!, $c: [RecordCategory!]!, $i: [ID!]) { approveGrant(request: $r, categories: $c, items: $i) { id artefact } }";

const subsetOf = (list: readonly string[], draw: Draw) => list.filter(() => draw(2) > 0);

/** A member agrees, to a bank, to some categories and, half the time, to single items of them. */
export async function anyGrant(district: District, member: number, draw: Draw): Promise<NonNullable<Attack["grant"]>> {
  const request = await requested(district, member, { categories: CEILING });
  const asked = await district.ask(`citizen:${member}`, "{ me { grantRequests(first: 1) { items { code category } } } }");
  const offered = data(asked).me.grantRequests[0].items as { code: string; category: string }[];
  const some = subsetOf(CEILING, draw);
  const categories = some.length > 0 ? some : ["BASIC"];
  const codes = offered.filter(({ category }) => categories.includes(category)).map(({ code }) => code);
  const variables = { r: request, c: categories, ...(draw(1) > 0 && { i: subsetOf(codes, draw) }) };
  const { id, artefact } = data(await district.ask(`citizen:${member}`, APPROVE, variables)).approveGrant;
  const signed = JSON.parse(Buffer.from((artefact as string).split(".")[1]!, "base64url").toString("utf8"));
  return { id, categories: signed.categories, items: signed.items, fields: signed.fields };
}
