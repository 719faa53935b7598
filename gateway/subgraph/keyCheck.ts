/**
 * Does each entity of an answer speak of the person it was asked about?
 *
 * Threat (ATTACKS C08, C10, FAULTS F26): a department that swaps, shifts, doubles, drops or invents entities. The stock
 * engine merges by position and would show another person's records. Here every entity must echo the key it was asked
 * by, in its place; anything else discards the whole answer.
 *
 * An entity that is null without an error would read as "this person has nothing": it gets an error of its own.
 */
import { NotSent, sectorIntegrity, SECTOR_SENTENCE, type SubgraphAnswer, type SubgraphBody, type SubgraphError } from "./reach";
import type { EchoedQuery } from "./echoedKeys";

interface EntityKey {
  __typename: string;
  id: string;
}

/**
 * The keys that an `_entities` operation asks for, in order.
 * @throws {NotSent} when a representation has no key: it came from the owner of the person, so this department is not to blame.
 */
export function entityKeysOf(body: SubgraphBody, subgraph: string): EntityKey[] {
  const representations = body.variables?.["representations"];
  if (!Array.isArray(representations)) throw new NotSent("SECTOR_INTEGRITY", subgraph, "no list of representations");
  for (const one of representations) {
    if (!isObject(one) || typeof own(one, "__typename") !== "string" || typeof own(one, "id") !== "string") {
      throw new NotSent("SECTOR_INTEGRITY", subgraph, "a representation without a key");
    }
  }
  return representations as EntityKey[];
}

/**
 * `answer` without the echo, once every entity has been found to be the one asked for.
 * @throws {Refusal} SECTOR_INTEGRITY
 */
export function checkEntityKeys(
  keys: readonly EntityKey[],
  answer: SubgraphAnswer,
  echo: NonNullable<EchoedQuery["echo"]>,
  subgraph: string,
): SubgraphAnswer {
  if (!isObject(answer.data)) return answer;
  const entities = own(answer.data, "_entities");
  if (!Array.isArray(entities)) throw sectorIntegrity(subgraph, "_entities is no list");
  if (entities.length !== keys.length) {
    throw sectorIntegrity(subgraph, `${entities.length} entities for ${keys.length} representations`);
  }
  const silent: SubgraphError[] = [];
  keys.forEach((key, index) => {
    const entity: unknown = entities[index];
    if (entity === null) {
      if (!hasErrorAt(answer, index)) silent.push(missing(index));
      return;
    }
    if (!isObject(entity)) throw sectorIntegrity(subgraph, "an entity is no object");
    if (own(entity, echo.typename) !== key.__typename || own(entity, echo.id) !== key.id) {
      throw sectorIntegrity(subgraph, "an entity echoes another key than it was asked by");
    }
    delete entity[echo.id];
    delete entity[echo.typename];
  });
  return silent.length === 0 ? answer : { ...answer, errors: [...(answer.errors ?? []), ...silent] };
}

function hasErrorAt(answer: SubgraphAnswer, index: number): boolean {
  return (answer.errors ?? []).some(({ path }) => path?.[0] === "_entities" && path[1] === index);
}

function missing(index: number): SubgraphError {
  const code = "SECTOR_UNAVAILABLE";
  return { message: SECTOR_SENTENCE[code], path: ["_entities", index], extensions: { code } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
