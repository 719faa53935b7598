/**
 * An emergency: one officer declares it, another of the same agency seconds it, and only then does it open anybody.
 *
 * Threat (ATTACKS E17): a way around consent that one person can walk alone. So it needs two, each with a scope of his own,
 * and a reason; it ends after hours; every look under it is on record as any other, is reported, and the person sees it.
 * Whether the look-up found somebody is not told (F01): an emergency about nobody opens nobody.
 */
import { Arg, Ctx, Directive, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { loadCatalogue } from "../../../../schema/catalogue/load";
import { standingOf } from "../../../../schema/catalogue/requester";
import { denied, refused } from "../../../kit/door/refused";
import { statedText } from "../../../kit/door/statedText";
import { PersonLookup } from "../../../kit/graph/personLookup";
import { sameOfficer } from "../../../kit/life/officer";
import { newId } from "../../../kit/newId";
import { DateTimeScalar } from "../../../kit/record/scalars";
import { signArtefact } from "../artefact/artefact";
import { emergencyArtefact, emergencyPurpose } from "../artefact/emergency";
import type { ConsentContext } from "../context";
import { emergencyById, insertEmergency, second, type EmergencyRow } from "../store/emergencyStore";
import { caseNumberOf } from "./caseNumber";

const SECOND_WITHIN_MS = 3_600_000;
const DECLARES = '@requiresScopes(scopes: [["emergency:declare"]])';
const SECONDS = '@requiresScopes(scopes: [["emergency:second"]])';
const EITHER = '@requiresScopes(scopes: [["emergency:declare"], ["emergency:second"]])';
const EMERGENCY_ID = { description: "紧急情况的标识 / id of the emergency" };

@InputType({ description: "紧急情况：何人、何案、何种情形 / whom it is about, which case, what has happened" })
export class EmergencyInput {
  @Field(() => PersonLookup, { description: "关于何人，只能以变量传入 / about whom, as a variable only" }) person!: PersonLookup;
  @Field(() => String, { description: "案件或警情编号 / case number" }) caseNumber!: string;
  @Field(() => String, { description: "紧急情形，10 至 500 字 / what has happened, 10 to 500 characters" }) reason!: string;
}

@Directive("@authenticated")
@ObjectType({ description: "紧急情况（破窗），须两人 / an emergency, which needs two officers", simpleResolvers: true })
export class Emergency {
  @Field(() => ID, { description: "标识 / id" }) id!: string;
  @Field(() => String, { description: "案件或警情编号 / case number" }) caseNumber!: string;
  @Field(() => String, { description: "紧急情形 / what has happened" }) reason!: string;
  @Field(() => String, { description: "启用人，唯有其可查询 / who declared it, and alone may look" }) declaredBy!: string;
  @Field(() => DateTimeScalar, { description: "启用时刻 / when it was declared" }) declaredAt!: string;
  @Field(() => DateTimeScalar, { description: "附议期限 / until when it can be seconded" }) secondBy!: string;
  @Field(() => String, { nullable: true, description: "附议人 / who seconded it" }) secondedBy?: string;
  @Field(() => ID, { nullable: true, description: "附议后填入 access.grant / once seconded: for access.grant" }) grant?: string;
}

@Resolver(() => Emergency)
export class EmergencySide {
  @Directive(DECLARES)
  @Mutation(() => Emergency, {
    description:
      "启用紧急查询，待另一人附议；此人是否存在，答复一律相同 / declares an emergency, which another officer is to second; the answer is the same whether the person exists or not",
  })
  async declareEmergency(
    @Arg("input", () => EmergencyInput, { description: "紧急情况 / the emergency" }) input: EmergencyInput,
    @Ctx() context: ConsentContext,
  ): Promise<Emergency> {
    const { warrant, now, database } = context;
    const agency = agencyOnDuty(context, "emergency:declare");
    const caseNumber = caseNumberOf(input.caseNumber);
    const reason = statedText(input.reason, 10, 500);
    if (reason === undefined) throw refused("EMERGENCY_REASON");
    const at = now();
    const row: EmergencyRow = {
      ...{ id: newId(), personId: warrant.subjects[0] ?? newId(), agency, officer: warrant.officer, caseNumber, reason },
      ...{ declaredAt: new Date(at).toISOString(), secondBy: new Date(at + SECOND_WITHIN_MS).toISOString() },
      ...{ secondedBy: null, grantId: null },
    };
    await insertEmergency(database, row);
    return shown(row);
  }

  @Directive(SECONDS)
  @Mutation(() => Emergency, { description: "附议本机构他人启用的紧急查询 / seconds what a colleague declared" })
  async secondEmergency(
    @Arg("emergency", () => ID, EMERGENCY_ID) id: string,
    @Ctx() context: ConsentContext,
  ): Promise<Emergency> {
    const agency = agencyOnDuty(context, "emergency:second");
    const { database, warrant, signer } = context;
    const emergency = await emergencyById(database, id);
    if (emergency?.agency !== agency) throw refused("NOT_FOUND");
    if (sameOfficer(emergency.officer, warrant.officer)) throw refused("EMERGENCY_OWN");
    const now = context.now();
    const grantId = newId();
    const artefact = emergencyArtefact({ id: grantId, emergency, secondedBy: warrant.officer, now }, loadCatalogue());
    const seconding = {
      ...{ emergency, secondedBy: warrant.officer, now: new Date(now).toISOString(), grantId },
      ...{ artefact: await signArtefact(artefact, signer), validUntil: artefact.validUntil },
    };
    if (!(await second(database, seconding))) throw refused("GRANT_ANSWERED");
    return shown({ ...emergency, secondedBy: warrant.officer, grantId });
  }

  @Directive(EITHER)
  @Query(() => Emergency, {
    nullable: true,
    description: "本机构的一次紧急情况；他人的或不存在的为空 / an emergency of one's own agency; null for any other id",
  })
  async emergency(@Arg("id", () => ID, EMERGENCY_ID) id: string, @Ctx() context: ConsentContext): Promise<Emergency | null> {
    const row = await emergencyById(context.database, id);
    return row !== undefined && row.agency === context.warrant.agency ? shown(row) : null;
  }
}

/** The agency that acts, if it may declare emergencies at all. @throws ACCESS_DENIED for anybody else. */
function agencyOnDuty({ warrant, agencies }: ConsentContext, scope: string): string {
  const agency = warrant.agency === undefined ? undefined : agencies.agency(warrant.agency);
  if (agency === undefined || !warrant.scopes.includes(scope)) throw denied();
  if (standingOf(agency, emergencyPurpose(loadCatalogue())) === "NONE") throw denied();
  return agency.code;
}

function shown({ officer, secondedBy, grantId, ...row }: EmergencyRow): Emergency {
  const { id, caseNumber, reason, declaredAt, secondBy } = row;
  return Object.assign(new Emergency(), {
    ...{ id, caseNumber, reason, declaredBy: officer, declaredAt, secondBy },
    ...(secondedBy !== null && { secondedBy }),
    ...(grantId !== null && { grant: grantId }),
  });
}
