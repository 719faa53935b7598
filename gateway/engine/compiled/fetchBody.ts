/** What is sent for a call, and how its answer is looked at: whole, before any of it is used. */
import { sectorIntegrity, sectorUnavailable, type SubgraphAnswer, type SubgraphBody } from "../../subgraph/reach";
import type { Asked } from "./ask";
import type { Departure } from "./answerCheck";
import { isObject } from "../responsePath";
import type { Call, CalledFetch } from "./call";

export class FetchBody implements SubgraphBody {
  /** `variables`, as JSON. */
  private readonly text: string;

  constructor(
    private readonly call: Call,
    /** By fetch. */
    private readonly asked: readonly Asked[],
    variableText: (name: string) => string | undefined,
  ) {
    const members: string[] = [];
    for (const [index, { entities, representations }] of call.fetches.entries()) {
      if (entities !== undefined) members.push(`"${representations}":[${asked[index]!.representations.join(",")}]`);
    }
    for (const name of call.variables) {
      const value = variableText(name);
      if (value !== undefined) members.push(`"${name}":${value}`);
    }
    this.text = `{${members.join(",")}}`;
  }

  get query(): string {
    return this.call.query;
  }

  get variables(): Record<string, unknown> {
    return JSON.parse(this.text) as Record<string, unknown>;
  }

  get wire(): string {
    return `${this.call.head}${this.text}}`;
  }

  /** @throws {Refusal} SECTOR_INTEGRITY or SECTOR_UNAVAILABLE when the answer is not what was asked for. */
  check({ data }: SubgraphAnswer): void {
    const { fetches, subgraph } = this.call;
    // Data that is null for a stated reason (a mutation that was refused) has nothing to look at.
    if (data === null || data === undefined) return;
    const [first] = fetches as [CalledFetch];
    if (first.entities === undefined) return refuse(first.check(data), subgraph);
    if (Object.keys(data).length !== fetches.length) throw sectorIntegrity(subgraph, "other keys than were asked for");
    fetches.forEach((fetch, index) => checkEntities(fetch, data, this.asked[index]!));
  }
}

function checkEntities(fetch: CalledFetch, data: Record<string, unknown>, { first }: Asked): void {
  const { subgraph, alias } = fetch;
  const entities: unknown = Object.hasOwn(data, alias) ? data[alias] : undefined;
  if (!Array.isArray(entities)) throw sectorIntegrity(subgraph, "_entities is no list");
  if (entities.length !== first.length) {
    throw sectorIntegrity(subgraph, `${entities.length} entities for ${first.length} representations`);
  }
  for (let index = 0; index < first.length; index++) {
    const entity: unknown = entities[index];
    if (entity === null) continue;
    if (!isObject(entity)) throw sectorIntegrity(subgraph, "an entity is no object");
    const object = first[index] as { __typename: string };
    refuse(fetch.check(entity, object.__typename), subgraph);
    if (!fetch.entities!.echo.agrees(object, entity)) {
      throw sectorIntegrity(subgraph, "an entity echoes another key than it was asked by");
    }
  }
}

function refuse(departure: Departure | undefined, subgraph: string): void {
  if (departure === "MISSING") throw sectorUnavailable(subgraph, "a field that was asked for is not in the answer");
  if (departure !== undefined) throw sectorIntegrity(subgraph, `an answer of another shape: ${departure}`);
}
