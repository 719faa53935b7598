/** The largest operation that a client may want: every field of every typed list of every sector, and `records` beside them. */
import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

/** `root` is what answers the person: `me`, or `person(…)` with the variables that it takes. */
export function everyFieldOfEverySector(graph: GraphQLSchema, root = "me", variables = ""): string {
  const record = graph.getType("CreditRecord")!;
  const page = graph.getType("PageInfo")!;
  const records = `records(first: 200) { edges { cursor node { __typename ${fieldsOf(record)} } } pageInfo { ${fieldsOf(page)} } }`;
  const person = graph.getType("Person") as GraphQLObjectType;
  const slices = Object.values(person.getFields()).flatMap(({ name, type }) => {
    const slice = getNamedType(type);
    return hasRecords(slice) ? [`${name} { ${fieldsOf(slice)} ${records} }`] : [];
  });
  return `query${variables} { ${root} { id maskedName maskedIdNumber ${slices.join(" ")} } }`;
}

function hasRecords(type: GraphQLNamedType): boolean {
  return isObjectType(type) && "records" in type.getFields();
}

function fieldsOf(type: GraphQLNamedType): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return "";
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== "records");
  return fields
    .map((field) => {
      const inner = fieldsOf(getNamedType(field.type));
      return inner === "" ? field.name : `${field.name} { ${inner} }`;
    })
    .join(" ");
}
