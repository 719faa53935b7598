/**
 * The root of the graph: Person, and the ways to find one. Nobody is found by name alone, by half a number or by
 * browsing; the warrant says which persons this call may touch, and a look-up that leads elsewhere is refused.
 */
import { GraphQLError } from "graphql";
import { Arg, Ctx, Directive, Field, FieldResolver, ID, InputType, ObjectType, Query, Resolver, Root } from "type-graphql";
import { maskCitizenId, maskName } from "../../../schema/contract/mask";
import { PersonLookup } from "../../kit/graph/personLookup";
import { PurposeCodeList, RealNameLevel, RecordCategoryList } from "../../kit/record/commonLists";
import { policyDirective, UNMASK_DIRECTIVE } from "../../kit/record/recordType";
import { CitizenIdScalar } from "../../kit/record/scalars";
import type { PersonRow } from "../../kit/store/personRegister";
import type { IdentityContext } from "./context";

@InputType({
  description: "说明理由，以开放“确有需要方可查询”的类别 / opens a category that the purpose allows only if the case needs it",
})
export class Justification {
  @Field(() => RecordCategoryList.enumObject, { description: "信息类别 / category" }) category!: string;
  @Field(() => String, { description: "理由，不少于 10 个字，留痕备查 / reason, at least 10 characters, recorded" })
  reason!: string;
}

@InputType({ description: "查询依据：为何查、何案、凭何授权 / why one looks, for which case, with whose leave" })
export class Access {
  @Field(() => PurposeCodeList.enumObject, { description: "查询事由 / purpose" }) purpose!: string;
  @Field(() => String, { description: "业务或案件编号 / case number" }) caseNumber!: string;
  @Field(() => ID, { nullable: true, description: "授权书标识 / id of the authorisation" }) grant?: string;
  @Field(() => [Justification], { nullable: true, description: "理由 / justifications" }) justifications?: Justification[];
}

@Directive('@key(fields: "id")')
@Directive("@authenticated")
@ObjectType({ description: "自然人 / a natural person, owned by no department: each contributes its slice" })
export class Person {
  @Field(() => ID, { description: "不透明标识，不含身份信息 / opaque id" }) id!: string;

  constructor(id: string) {
    this.id = id;
  }
}

const BASIC = policyDirective("BASIC");

@Resolver(() => Person)
export class PersonResolver {
  @Directive('@requiresScopes(scopes: [["person:read"]])')
  @Query(() => Person, {
    nullable: true,
    description: "精确查找一人：公民身份号码与姓名都须一致 / exact look-up of one person",
  })
  async person(
    @Arg("lookup", () => PersonLookup, { description: "查找谁，只能以变量传入 / whom, as a variable only" }) lookup: PersonLookup,
    @Arg("access", () => Access, { description: "查询依据 / why" }) _access: Access,
    @Ctx() context: IdentityContext,
  ): Promise<Person | null> {
    const found = await context.lookups.load(lookup);
    return found === undefined ? null : openedPerson(found, context);
  }

  @Directive('@requiresScopes(scopes: [["person:read"]])')
  @Query(() => [Person], {
    nullable: "items",
    description:
      "批量查找，最多 200 人，逐人判定、逐人留痕 / up to 200 persons, decided and recorded one by one, in the order asked",
  })
  async people(
    @Arg("lookups", () => [PersonLookup], { description: "查找哪些人，只能以变量传入 / whom, as a variable only" })
    lookups: PersonLookup[],
    @Arg("access", () => Access, { description: "查询依据 / why" }) _access: Access,
    @Ctx() context: IdentityContext,
  ): Promise<(Person | null | Error)[]> {
    const found = await context.lookups.loadMany(lookups);
    return found.map((row) => {
      if (row instanceof Error) throw row;
      return row === undefined ? null : openedPersonOrError(row, context);
    });
  }

  @Directive('@requiresScopes(scopes: [["self"]])')
  @Query(() => Person, {
    nullable: true,
    description:
      "本人；填 asSeenBy 则为同意该请求后对方所能看到的 / the citizen of the token; with asSeenBy, as its recipient would see",
  })
  async me(
    @Arg("asSeenBy", () => ID, { nullable: true, description: "待答复的授权请求 / an open request for an authorisation" })
    _asSeenBy: string | undefined,
    @Ctx() context: IdentityContext,
  ): Promise<Person | null> {
    const [self] = context.warrant.subjects;
    if (self === undefined) return null;
    return (await context.persons.load(self)) === undefined ? null : new Person(self);
  }

  @Directive(UNMASK_DIRECTIVE)
  @Directive(BASIC)
  @FieldResolver(() => String, { nullable: true, description: "姓名 / full name" })
  async name(@Root() person: Person, @Ctx() context: IdentityContext): Promise<string> {
    refuseMasked(context);
    return (await registered(person, context)).name;
  }

  @FieldResolver(() => String, { description: "脱敏姓名 / masked name" })
  async maskedName(@Root() person: Person, @Ctx() context: IdentityContext): Promise<string> {
    return maskName((await registered(person, context)).name);
  }

  @Directive(UNMASK_DIRECTIVE)
  @Directive(BASIC)
  @FieldResolver(() => CitizenIdScalar, { nullable: true, description: "公民身份号码 / citizen number" })
  async idNumber(@Root() person: Person, @Ctx() context: IdentityContext): Promise<string> {
    refuseMasked(context);
    return (await registered(person, context)).idNumber;
  }

  @FieldResolver(() => String, { description: "脱敏公民身份号码 / masked citizen number" })
  async maskedIdNumber(@Root() person: Person, @Ctx() context: IdentityContext): Promise<string> {
    return maskCitizenId((await registered(person, context)).idNumber);
  }

  @Directive(BASIC)
  @FieldResolver(() => RealNameLevel.enumObject, { nullable: true, description: "实名等级 / how far the real name is verified" })
  async realNameLevel(@Root() person: Person, @Ctx() context: IdentityContext): Promise<string> {
    return (await registered(person, context)).realNameLevel;
  }
}

function openedPersonOrError(row: PersonRow, context: IdentityContext): Person | Error {
  if (!context.warrant.subjects.includes(row.personId)) {
    return new GraphQLError("the warrant does not open this person", { extensions: { code: "ACCESS_DENIED" } });
  }
  context.persons.prime(row.personId, row);
  return new Person(row.personId);
}

function openedPerson(row: PersonRow, context: IdentityContext): Person {
  const person = openedPersonOrError(row, context);
  if (person instanceof Error) throw person;
  return person;
}

/** The second lock on what says who the person is. */
function refuseMasked({ warrant }: IdentityContext): void {
  const unmasks =
    warrant.scopes.includes("person:unmask") || (warrant.purpose === "SELF_QUERY" && warrant.scopes.includes("self"));
  if (unmasks && Object.hasOwn(warrant.open, "BASIC")) return;
  throw new GraphQLError("the warrant does not unmask", { extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } });
}

async function registered(person: Person, context: IdentityContext): Promise<PersonRow> {
  const row = await context.persons.load(person.id);
  if (row === undefined) throw new GraphQLError("not on the register", { extensions: { code: "INTERNAL_SERVER_ERROR" } });
  return row;
}
