/** A request's own further field: the authorisation that it became. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { ConsentContext } from "../context";
import { grantById } from "../store/grantStore";
import { requestById } from "../store/requestStore";
import { shownGrant } from "./shown";
import { Grant, GrantRequest } from "./types";

@Resolver(() => GrantRequest)
export class RequestSide {
  @FieldResolver(() => Grant, { nullable: true, description: "同意后的授权书 / the authorisation, once it was approved" })
  async grant(@Root() request: GrantRequest, @Ctx() context: ConsentContext): Promise<Grant | null> {
    const row = await requestById(context.database, request.id);
    if (row?.grantId == null) return null;
    return shownGrant((await grantById(context.database, row.grantId))!, context);
  }
}
