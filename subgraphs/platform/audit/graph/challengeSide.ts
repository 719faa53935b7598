/**
 * A person challenges a look at himself; the auditor rules on it. Promise: one challenge a look, one ruling a challenge, and
 * nobody rules on his own look.
 */
import { Arg, Ctx, Directive, Field, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { denied, refused } from "../../../kit/door/refused";
import { statedText } from "../../../kit/door/statedText";
import { DateTimeScalar } from "../../../kit/record/scalars";
import { vocabulary } from "../../../kit/record/vocabulary";
import { challenge, challengesBy, entryOf, rule, shownEntry, type Challenge } from "../challenge";
import type { AuditContext } from "../context";
import { entryAt } from "../store/entryStore";
import { AccessEntry } from "./accessEntry";
import { AuditedEntry } from "./auditorSide";
import { OWN } from "./personSide";

const [SHORTEST, LONGEST] = [4, 500];

const ChallengeStatusList = vocabulary("AccessChallengeStatus", "查询异议状态", "where a challenge stands", {
  OPEN: ["待处理", "open"],
  UPHELD: ["异议成立", "upheld: the look was not right"],
  DISMISSED: ["异议不成立", "dismissed: the look was right"],
});

@Directive("@authenticated")
@ObjectType({ description: "对一次查询的异议 / a challenge of a look", simpleResolvers: true })
export class AccessChallenge {
  @Field(() => ID, { description: "标识 / id" }) id!: string;
  @Field(() => DateTimeScalar, { description: "提出时间 / when it was made" }) at!: string;
  @Field(() => ChallengeStatusList.enumObject, { description: "状态 / status" }) status!: string;
  @Field(() => String, { nullable: true, description: "异议理由；依法清除后为空 / why; null once erased" }) reason?: string;
  @Field(() => String, { nullable: true, description: "处理意见 / what the auditor said" }) answer?: string;
  @Field(() => DateTimeScalar, { nullable: true, description: "处理时间 / when it was ruled on" }) answeredAt?: string;
}

@Resolver(() => AccessEntry)
export class ChallengedEntry {
  @FieldResolver(() => AccessChallenge, { nullable: true, description: "本人对此次查询的异议 / one's challenge of this look" })
  challenge(@Root() { row }: AccessEntry, @Ctx() context: AuditContext): Promise<AccessChallenge | null> {
    return shownOf(row.position, entryOf(row).person!, context);
  }

  @Directive(OWN)
  @Mutation(() => AccessChallenge, {
    description: "对一次查询提出异议，由审计处理 / challenges a look at oneself; the auditor rules on it",
  })
  async challengeAccess(
    @Arg("entry", () => ID, { description: "留痕标识，见 accessLog / id of the entry, from accessLog" }) id: string,
    @Arg("reason", () => String, { description: `理由，${SHORTEST} 至 ${LONGEST} 字 / why` }) reason: string,
    @Ctx() context: AuditContext,
  ): Promise<AccessChallenge> {
    const { warrant, log, environment } = context;
    const [person] = warrant.subjects;
    if (warrant.agency !== undefined || !warrant.scopes.includes("self") || person === undefined) throw denied();
    const { reader } = environment.database!;
    const text = textOf(reason);
    const row = await shownEntry(id, person, log, reader);
    if (row === undefined) throw refused("NOT_FOUND");
    const name = log.names.person(person);
    if ((await shownOf(row.position, name, context)) !== null) throw refused("CHALLENGE_STANDS");
    await challenge(row, text, log);
    return (await shownOf(row.position, name, context))!;
  }
}

@Resolver(() => AuditedEntry)
export class AuditedChallenge {
  @FieldResolver(() => AccessChallenge, {
    nullable: true,
    description: "异议条目的内容与处理 / of an entry that is a challenge: what it says and what became of it",
  })
  async challenge(
    @Root() { logIndex, kind, person }: AuditedEntry,
    @Ctx() context: AuditContext,
  ): Promise<AccessChallenge | null> {
    if (kind !== "CHALLENGE") return null;
    const found = await challengesBy(person!, context.environment.database!.reader);
    return shown(found.find(({ row }) => row.position === logIndex)!);
  }

  @Directive('@requiresScopes(scopes: [["audit:write"]])')
  @Mutation(() => AccessChallenge, { description: "处理对查询的异议 / rules on a challenge of a look" })
  async answerChallenge(
    @Arg("challenge", () => ID, { description: "异议标识 / id of the challenge" }) id: string,
    @Arg("upheld", () => Boolean, { description: "异议是否成立 / was the look not right?" }) isUpheld: boolean,
    @Arg("answer", () => String, { description: `处理意见，${SHORTEST} 至 ${LONGEST} 字 / what the person is told` })
    answer: string,
    @Ctx() { warrant, log, environment }: AuditContext,
  ): Promise<AccessChallenge> {
    const { agency, officer, scopes } = warrant;
    if (agency === undefined || !scopes.includes("audit:write")) throw denied();
    const text = textOf(answer);
    const { reader } = environment.database!;
    const position = log.names.positionOf(id);
    const row = position === undefined ? undefined : await entryAt(reader, position);
    if (row?.kind !== "CHALLENGE") throw refused("NOT_FOUND");
    const { person, about } = entryOf(row);
    const one = async () => (await challengesBy(person!, reader)).find((known) => known.row.position === row.position)!;
    if ((await one()).ruling !== undefined) throw refused("CHALLENGE_RULED");
    const look = entryOf((await entryAt(reader, about!))!);
    if (look.agency === agency && look.officer === encodeURIComponent(officer)) throw refused("CHALLENGE_OWN");
    await rule({ challenge: row, agency, officer, isUpheld, answer: text }, log);
    return shown(await one());
  }
}

function textOf(given: string): string {
  const text = statedText(given, SHORTEST, LONGEST);
  if (text === undefined) throw refused("CHALLENGE_TEXT");
  return text;
}

/** The challenge of the look at `about` by the keyed person. */
async function shownOf(about: number, person: string, { environment }: AuditContext): Promise<AccessChallenge | null> {
  const found = (await challengesBy(person, environment.database!.reader)).find((one) => one.about === about);
  return found === undefined ? null : shown(found);
}

function shown({ row, ruling }: Challenge): AccessChallenge {
  const { id, at } = entryOf(row);
  const ruled = ruling && entryOf(ruling);
  return Object.assign(new AccessChallenge(), {
    ...{ id, at, status: ruled?.code ?? "OPEN" },
    ...(row.statement !== null && { reason: row.statement }),
    ...(ruled && { answeredAt: ruled.at }),
    ...(ruling && ruling.statement !== null && { answer: ruling.statement }),
  });
}
