/**
 * What a person does: sees what was asked and what was agreed to, agrees in whole or in part, declines, pauses, resumes, revokes.
 *
 * Promise: of oneself only (below `me`, and by the citizen of the token); nothing that was not asked can be agreed to; who is
 * under age agrees to nothing; an answer is given once. Revoking takes one step and holds from the next read on.
 */
import { GraphQLError } from "graphql";
import { Arg, Ctx, Directive, Field, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { refused } from "../../../kit/door/refused";
import { RecordCategoryList } from "../../../kit/record/commonLists";
import { approveRequest } from "../artefact/approval";
import { itemOf } from "../artefact/terms";
import { citizenOf, type ConsentContext } from "../context";
import { artefactOf } from "../internal/read";
import { grantStatus, requestStatus, type GrantStatus } from "../standing";
import { grantById, grantsOfPerson, setStatus, type SetStatus } from "../store/grantStore";
import { agreeApart, declineRequest, requestById, requestsOfPerson, type RequestRow } from "../store/requestStore";
import { shownGrant, shownRequest } from "./shown";
import { Grant, GrantRequest } from "./types";

@Directive('@key(fields: "id")')
@Directive("@authenticated")
@ObjectType("Person")
export class PersonStub {
  @Field(() => ID) id!: string;
}

const OWN = '@requiresScopes(scopes: [["self"]])';
const REQUEST_ID = { description: "授权请求的标识 / id of the request" };
const GRANT_ID = { description: "授权书的标识 / id of the authorisation" };
const FIRST = { defaultValue: 20, description: "条数，1 至 200 / how many" };

@Resolver(() => PersonStub)
export class PersonSide {
  @Directive(OWN)
  @FieldResolver(() => [GrantRequest], {
    nullable: true,
    description: "向本人提出的授权请求，新者在前 / what one is asked, newest first",
  })
  async grantRequests(
    @Root() person: PersonStub,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ConsentContext,
  ): Promise<GrantRequest[]> {
    refuseOthers(person.id, context);
    const rows = await requestsOfPerson(context.database, person.id, first);
    return Promise.all(rows.map((row) => shownRequest(row, "PERSON", context)));
  }

  @Directive(OWN)
  @FieldResolver(() => [Grant], { nullable: true, description: "本人的授权书，新者在前 / one's authorisations, newest first" })
  async grants(
    @Root() person: PersonStub,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ConsentContext,
  ): Promise<Grant[]> {
    refuseOthers(person.id, context);
    const rows = await grantsOfPerson(context.database, person.id, first);
    const shown = await Promise.all(rows.map((row) => shownGrant(row, context)));
    // Of an emergency the person is told afterwards (个人信息保护法 art. 18).
    return shown.filter(({ emergencyReason, status }) => emergencyReason === undefined || status === "EXPIRED");
  }

  @Directive(OWN)
  @Mutation(() => GrantRequest, {
    description: "单独同意敏感事项；须在同意请求之前 / agrees to sensitive items, apart, before the request is approved",
  })
  async agreeToSensitiveItems(
    @Arg("request", () => ID, REQUEST_ID) id: string,
    @Arg("items", () => [ID], { description: "目录事项编码 / codes of items" }) items: string[],
    @Ctx() context: ConsentContext,
  ): Promise<GrantRequest> {
    const request = await openRequest(id, context);
    const catalogue = loadCatalogue();
    const isSensitive = (code: string) => request.terms.items.includes(code) && itemOf(code, catalogue)?.sensitive !== undefined;
    if (items.length === 0 || new Set(items).size < items.length || !items.every(isSensitive))
      throw refused("GRANT_NOT_SENSITIVE");
    if (!(await agreeApart(context.database, { request, now: isoNow(context) }, items))) throw refused("GRANT_ANSWERED");
    return shownRequest({ ...request, sensitiveAgreed: items, version: request.version + 1 }, "PERSON", context);
  }

  @Directive(OWN)
  @Mutation(() => Grant, { description: "同意授权，全部或一部分 / agrees to a request, in whole or in part" })
  async approveGrant(
    @Arg("request", () => ID, REQUEST_ID) id: string,
    @Arg("categories", () => [RecordCategoryList.enumObject], { description: "同意的信息类别 / the categories agreed to" })
    categories: string[],
    @Arg("items", () => [ID], {
      nullable: true,
      description: "只同意其中这些事项；不填为所列类别的全部 / these items only; left out: all of the categories",
    })
    items: string[] | undefined,
    @Ctx() context: ConsentContext,
  ): Promise<Grant> {
    const request = await openRequest(id, context);
    const grantId = await approveRequest(request, { categories, items: items ?? null }, context);
    return shownGrant((await grantById(context.database, grantId))!, context);
  }

  @Directive(OWN)
  @Mutation(() => GrantRequest, { description: "不同意 / declines a request" })
  async declineGrant(@Arg("request", () => ID, REQUEST_ID) id: string, @Ctx() context: ConsentContext): Promise<GrantRequest> {
    const request = await openRequest(id, context, { anyAge: true });
    if (!(await declineRequest(context.database, { request, now: isoNow(context) }))) throw refused("GRANT_ANSWERED");
    return shownRequest({ ...request, status: "DECLINED" }, "PERSON", context);
  }

  @Directive(OWN)
  @Mutation(() => Grant, { description: "撤回授权，立即生效 / revokes an authorisation, at once" })
  revokeGrant(@Arg("grant", () => ID, GRANT_ID) id: string, @Ctx() context: ConsentContext): Promise<Grant> {
    return moved(id, { from: ["ACTIVE", "PAUSED"], to: "REVOKED" }, context);
  }

  @Directive(OWN)
  @Mutation(() => Grant, { description: "暂停授权 / pauses an authorisation" })
  pauseGrant(@Arg("grant", () => ID, GRANT_ID) id: string, @Ctx() context: ConsentContext): Promise<Grant> {
    return moved(id, { from: ["ACTIVE"], to: "PAUSED" }, context);
  }

  @Directive(OWN)
  @Mutation(() => Grant, { description: "恢复已暂停的授权 / resumes a paused authorisation" })
  resumeGrant(@Arg("grant", () => ID, GRANT_ID) id: string, @Ctx() context: ConsentContext): Promise<Grant> {
    return moved(id, { from: ["PAUSED"], to: "ACTIVE" }, context);
  }
}

/** Below `me` alone: a person's authorisations concern nobody else, whatever the warrant opens (the second lock). */
function refuseOthers(person: string, { warrant }: ConsentContext): void {
  const isOwn = warrant.purpose === "SELF_QUERY" && citizenOf(warrant) === person;
  if (!isOwn) throw new GraphQLError("not one's own", { extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } });
}

/** The citizen's own request, open, and he of age where he is to agree. */
async function openRequest(id: string, context: ConsentContext, { anyAge = false } = {}): Promise<RequestRow> {
  const person = citizenOf(context.warrant);
  const request = await requestById(context.database, id);
  if (request?.personId !== person) throw refused("NOT_FOUND");
  if (!anyAge && !(context.warrant.adults ?? []).includes(person)) throw refused("GRANT_MINOR");
  if (requestStatus(request, context.now()) !== "REQUESTED") throw refused("GRANT_ANSWERED");
  return request;
}

interface Move {
  from: GrantStatus[];
  to: SetStatus;
}

/** The citizen's own authorisation in another state. One that is there already, or has ended anyhow, stays as it is for `REVOKED`. */
async function moved(id: string, { from, to }: Move, context: ConsentContext): Promise<Grant> {
  const person = citizenOf(context.warrant);
  for (let attempt = 0; attempt < 3; attempt++) {
    const grant = await grantById(context.database, id);
    if (grant?.personId !== person) throw refused("NOT_FOUND");
    const artefact = await artefactOf(grant, context);
    if (artefact?.emergency !== undefined) throw refused("NOT_FOUND");
    // A text that is not what was signed opens nothing; it can be revoked all the same.
    const status = artefact === undefined ? grant.status : grantStatus(grant, artefact, context.now());
    if (!from.includes(status)) {
      if (to !== "REVOKED") throw refused("GRANT_STATE");
      return shownGrant(grant, context);
    }
    const setting = { status: to, now: isoNow(context), purpose: artefact?.purpose };
    if (await setStatus(context.database, grant, setting)) return shownGrant({ ...grant, status: to }, context);
  }
  throw new Error("the authorisation is being changed by others over and over");
}

function isoNow({ now }: ConsentContext): string {
  return new Date(now()).toISOString();
}
