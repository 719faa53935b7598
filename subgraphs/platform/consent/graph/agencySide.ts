/**
 * What an agency does: asks for an authorisation, and sees what became of it.
 *
 * Threat (ATTACKS F01): a request is a way to ask whether somebody exists. So the answer, what is written for it and what
 * becomes of it are the same whether the look-up found somebody or nobody: a request about nobody is never answered.
 */
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { noticeOn } from "../../../../schema/catalogue/grantNotice";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { standingOf } from "../../../../schema/catalogue/requester";
import { legalDayOf } from "../../../../schema/contract/legalDay";
import { denied, refused } from "../../../kit/door/refused";
import { newId } from "../../../kit/newId";
import { termsAsked } from "../artefact/terms";
import { askingAgency, type ConsentContext } from "../context";
import { artefactOf } from "../internal/read";
import { grantStatus } from "../standing";
import { eventsOf, grantById } from "../store/grantStore";
import { insertRequest, requestById, type RequestRow } from "../store/requestStore";
import { caseNumberOf } from "./caseNumber";
import { shownGrant, shownRequest } from "./shown";
import { Grant, GrantEvent, GrantRequest, GrantRequestInput } from "./types";

/** A request can be answered for so long. */
const ANSWER_WITHIN_MS = 30 * 86_400_000;
const ASKS = '@requiresScopes(scopes: [["grants:request"]])';

@Resolver(() => Grant)
export class AgencySide {
  @Directive(ASKS)
  @Mutation(() => GrantRequest, {
    description:
      "机构请求本人授权；此人是否存在，答复一律相同 / an agency asks a person; the answer is the same whether he exists or not",
  })
  async requestGrant(
    @Arg("input", () => GrantRequestInput, { description: "请求内容 / what is asked" }) input: GrantRequestInput,
    @Ctx() context: ConsentContext,
  ): Promise<GrantRequest> {
    const agency = askingAgency(context.warrant);
    const row = await requestOf(input, agency, context);
    await insertRequest(context.database, row);
    return shownRequest(row, "AGENCY", context);
  }

  @Directive(ASKS)
  @Query(() => GrantRequest, {
    nullable: true,
    description: "本机构的一项授权请求；他人的或不存在的为空 / a request of one's own agency; null for any other id",
  })
  async grantRequest(
    @Arg("id", () => ID, { description: "标识 / id" }) id: string,
    @Ctx() context: ConsentContext,
  ): Promise<GrantRequest | null> {
    const agency = askingAgency(context.warrant);
    const row = await requestById(context.database, id);
    return row?.agency === agency ? shownRequest(row, "AGENCY", context) : null;
  }

  @Directive(ASKS)
  @Query(() => Grant, {
    nullable: true,
    description:
      "授予本机构的一份授权书；他人的或不存在的为空 / an authorisation given to one's own agency; null for any other id",
  })
  async grant(
    @Arg("id", () => ID, { description: "标识 / id" }) id: string,
    @Ctx() context: ConsentContext,
  ): Promise<Grant | null> {
    const agency = askingAgency(context.warrant);
    const row = await grantById(context.database, id);
    return row?.agency === agency ? shownGrant(row, context) : null;
  }

  @FieldResolver(() => [GrantEvent], { description: "状态变化，旧者在前 / its changes of state, oldest first" })
  async history(
    @Root() grant: Grant,
    @Arg("first", () => Int, { defaultValue: 20, description: "条数，1 至 200 / how many" }) first: number,
    @Ctx() { database }: ConsentContext,
  ): Promise<GrantEvent[]> {
    return (await eventsOf(database, grant.id, first)).map((event) => Object.assign(new GrantEvent(), event));
  }
}

/** The row of a request. @throws BAD_USER_INPUT that names the argument. */
async function requestOf(input: GrantRequestInput, agency: string, context: ConsentContext): Promise<RequestRow> {
  const { warrant, now } = context;
  const catalogue = loadCatalogue();
  const asking = context.agencies.agency(agency);
  if (asking === undefined) throw denied();
  const purpose = catalogue.purposes.find(({ code }) => code === input.purpose);
  if (purpose === undefined || standingOf(asking, purpose) !== "WITH_GRANT") throw refused("GRANT_PURPOSE");
  const caseNumber = caseNumberOf(input.caseNumber);
  const terms = termsAsked(input, purpose, catalogue);
  if (typeof terms === "string") throw refused(terms);
  const at = now();
  const notice = noticeOn(legalDayOf(new Date(at)), purpose.code, catalogue);
  if (notice === undefined) throw refused("GRANT_PURPOSE");
  await refuseForeign(input, agency, context);
  return {
    id: newId(),
    personId: warrant.subjects[0] ?? newId(),
    agency,
    officer: warrant.officer,
    officerOnly: input.officerOnly,
    unmasks: warrant.scopes.includes("person:unmask"),
    purpose: purpose.code,
    caseNumber,
    terms,
    noticeVersion: notice.version,
    supersedes: input.supersedes ?? null,
    requestedAt: new Date(at).toISOString(),
    answerBy: new Date(at + ANSWER_WITHIN_MS).toISOString(),
    status: "REQUESTED",
    sensitiveAgreed: [],
    grantId: null,
    version: 1,
  };
}

/** What is to be replaced is the agency's own, of the same person, in force, for the same purpose. */
async function refuseForeign({ supersedes, purpose }: GrantRequestInput, agency: string, context: ConsentContext): Promise<void> {
  if (supersedes == null) return;
  const row = await grantById(context.database, supersedes);
  const artefact = row?.agency === agency ? await artefactOf(row, context) : undefined;
  const status = artefact && grantStatus(row!, artefact, context.now());
  // Of another person, or of nobody: refused alike, so that a look-up says nothing of whether somebody exists.
  const isOfPerson = artefact !== undefined && artefact.person === context.warrant.subjects[0];
  if (!isOfPerson || artefact.purpose !== purpose || (status !== "ACTIVE" && status !== "PAUSED"))
    throw refused("GRANT_SUPERSEDES");
}
