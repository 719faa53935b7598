/** The subgraph of one sector: the stub of Person that it contributes to, and its slice. */
import { GraphQLError } from "graphql";
import { Ctx, Directive, Field, ID, ObjectType, Resolver, FieldResolver, Root } from "type-graphql";
import type { SectorHooks } from "../desk/desk";
import { deskResolvers } from "../desk/sectorDesk";
import type { Sector } from "../sector";
import type { SubgraphContext } from "./context";
import { readSlice, sliceClass, sliceFields } from "./slice";
import { buildSubgraph, type BuiltSubgraph } from "./subgraphSchema";

/** Builds the schema of `sector`. Each sector has a stub class of its own, for type-graphql keys types by class. */
export function sectorSchema(sector: Sector, hooks: SectorHooks = {}): BuiltSubgraph {
  const Slice = sliceClass(sector);

  @Directive('@key(fields: "id")')
  @Directive("@authenticated")
  @ObjectType("Person")
  class PersonStub {
    @Field(() => ID) id!: string;
  }

  @Resolver(() => PersonStub)
  class PersonStubResolver {
    @FieldResolver(() => Slice, {
      name: sector.field,
      nullable: true,
      description: `${sector.zh}的信用信息 / the slice of the ${sector.en}`,
    })
    async slice(@Root() person: PersonStub, @Ctx() context: SubgraphContext): Promise<object> {
      return readSlice(person.id, context, Slice);
    }
  }

  return buildSubgraph({
    resolvers: [PersonStubResolver, ...deskResolvers(sector, hooks)],
    types: [PersonStub, ...sector.types.map(({ target }) => target)],
    references: {
      Person: ({ id }: { id: string }, context: SubgraphContext) => {
        const person = new PersonStub();
        person.id = subjectOf(id, context);
        return person;
      },
    } as never,
    direct: sliceFields(sector, Slice),
  });
}

/** The person, if the warrant names him (ATTACKS C04): a subgraph reads nobody whom the gateway did not open. */
export function subjectOf(id: string, context: SubgraphContext): string {
  if (typeof id === "string" && context.warrant.subjects.includes(id)) return id;
  throw new GraphQLError("the warrant does not name this person", { extensions: { code: "ACCESS_DENIED" } });
}
