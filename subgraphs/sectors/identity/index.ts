/** 公安分局（户籍人口）: the root of Person, and four record types of its own. */
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { checkCitizenId } from "../../../schema/contract/citizenId";
import { deskResolvers } from "../../kit/desk/sectorDesk";
import { subjectOf } from "../../kit/graph/sectorSchema";
import { readSlice, sliceClass, sliceFields } from "../../kit/graph/slice";
import { buildSubgraph, type BuiltSubgraph } from "../../kit/graph/subgraphSchema";
import type { TellDetails } from "../../kit/life/events";
import { defineSector } from "../../kit/sector";
import { sectorSubgraph } from "../../kit/sectorSubgraph";
import { SECTOR_MIGRATIONS } from "../../kit/store/sectorMigrations";
import { PersonLinks1700000000102, PersonRegister1700000000002 } from "../../kit/store/tables";
import { caseComplaints } from "./caseComplaints";
import { identityContext, type IdentityContext } from "./context";
import { Person, personFields, PersonResolver } from "./person";
import { settleRegister } from "./personCases";
import { IdNumberChange, PersonIdentity, RealNameCheck, UniquenessCase } from "./records";
import { resolve } from "./resolve";

const HOOKS = { complaints: caseComplaints, recordsChanged: settleRegister };
/** What is counted of the register: whether a number holds, never the number; how far a name is verified; whether a case is open. */
const TELLS: TellDetails = {
  "IDENTITY-01": ({ citizenIdNumber, realNameLevel }) => ({
    numberValid: typeof citizenIdNumber === "string" && checkCitizenId(citizenIdNumber) === undefined,
    realNameLevel: realNameLevel ?? "REGISTERED",
  }),
  "IDENTITY-03": ({ resolvedOn }) => ({ open: resolvedOn == null }),
};
const sector = defineSector({ name: "identity", types: [PersonIdentity, IdNumberChange, UniquenessCase, RealNameCheck] });

function build(): BuiltSubgraph {
  const Slice = sliceClass(sector);

  @Resolver(() => Person)
  class IdentitySliceResolver {
    @FieldResolver(() => Slice, { nullable: true, description: "公安户籍部门的信息 / what the identity register holds" })
    async identity(@Root() person: Person, @Ctx() context: IdentityContext): Promise<object> {
      return readSlice(person.id, context, Slice);
    }
  }

  return buildSubgraph({
    resolvers: [PersonResolver, IdentitySliceResolver, ...deskResolvers(sector, HOOKS)],
    types: [Person, ...sector.types.map(({ target }) => target)],
    references: {
      Person: ({ id }, context: IdentityContext) => new Person(subjectOf(id, context)),
    },
    direct: { ...sliceFields(sector, Slice), ...personFields() },
  });
}

export const identity = sectorSubgraph(sector, {
  build,
  migrations: [...SECTOR_MIGRATIONS, PersonRegister1700000000002, PersonLinks1700000000102],
  context: identityContext,
  internal: { resolve },
  tells: TELLS,
  ...HOOKS,
});
