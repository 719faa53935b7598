/**
 * How an argument names a person, in every subgraph that takes one. The gateway resolves it; a subgraph acts on the ids in
 * its warrant and never looks anybody up by this.
 */
import { Field, InputType } from "type-graphql";
import { CitizenIdScalar } from "../record/scalars";

@InputType({ description: "精确查找：公民身份号码与姓名都须一致 / exact look-up: number and name must both agree" })
export class PersonLookup {
  @Field(() => CitizenIdScalar, { description: "公民身份号码 / citizen number" }) idNumber!: string;
  @Field(() => String, { description: "姓名 / name" }) name!: string;
}
