/**
 * One run of a plan by the stock engine, seen from its data sources: every fetch passes here, so that what fails is
 * remembered with its place and the engine itself never sees an error.
 *
 * Why: the stock engine's own error for a failed fetch has no path and names the host; its error for an answer of the
 * wrong shape takes the answers of all departments with it.
 */
import { Refusal } from "../../schema/contract/publicCode";
import { passedCode, type PassedCode } from "../subgraph/publicErrors";
import { sectorIntegrity, sectorUnavailable, type SectorCode, type SubgraphAnswer, type SubgraphBody } from "../subgraph/reach";
import { knownPath, type AnswerShape, type ObjectShape } from "./answerShape";
import type { Check, Departure } from "./compiled/answerCheck";
import type { EngineInput } from "./engine";
import { isObject, keysOf, placesAt, type ResponsePath } from "./responsePath";

/** One fetch that was made, and how it ended. */
export interface FetchRecord {
  subgraph: string;
  /** Flattened path at which the fetch fills objects; empty at the root. */
  path: ResponsePath;
  /** What it fills them with. */
  shape: ObjectShape;
  query: string;
  root: boolean;
  failed?: SectorCode;
  /** Codes of errors that came without a usable place. */
  pathless: PassedCode[];
}

/** An error inside an answer, at its place in the response. Its text is ours: the reach made it so. */
export interface PlacedError {
  subgraph: string;
  code: PassedCode;
  message: string;
  path: (string | number)[];
}

/** The shape of the answers to a query, and the look at one of them. */
export interface CheckedShape extends AnswerShape {
  check: Check;
}

export class ApolloRun {
  readonly fetches: FetchRecord[] = [];
  readonly placed: PlacedError[] = [];
  /** A refusal of the whole request that a call met. */
  fatal: unknown;
  /** The response as it grows: the engine merges into the very objects of the root answers. */
  readonly growing: Record<string, unknown> = Object.create(null) as Record<string, unknown>;

  constructor(
    readonly input: EngineInput,
    private readonly shapes: (query: string) => CheckedShape,
  ) {}

  /** Answers one fetch of the engine; when it fails, with nothing, which the engine takes as nulls. */
  async fetch(subgraph: string, body: SubgraphBody, path: ResponsePath): Promise<{ data?: Record<string, unknown> }> {
    const shape = this.shapes(body.query);
    const record: FetchRecord = {
      subgraph,
      path,
      shape: shape.object,
      query: body.query,
      root: !shape.entities,
      pathless: [],
    };
    this.fetches.push(record);
    try {
      const answer = await this.input.call(subgraph, body);
      const data = answer.data ?? undefined;
      // Data that is null for a stated reason (a mutation that was refused) has no shape to look at.
      if (data !== undefined) refuseWrongShape(shape, data, body, subgraph);
      this.placeErrors(record, shape, answer, body);
      if (record.root) Object.assign(this.growing, data);
      return data === undefined ? {} : { data };
    } catch (error) {
      record.failed = this.sectorCode(error);
      return {};
    }
  }

  private sectorCode(error: unknown): SectorCode {
    if (error instanceof Refusal && (error.code === "SECTOR_UNAVAILABLE" || error.code === "SECTOR_INTEGRITY")) return error.code;
    this.fatal ??= error;
    return "SECTOR_UNAVAILABLE";
  }

  private placeErrors(record: FetchRecord, shape: AnswerShape, answer: SubgraphAnswer, body: SubgraphBody): void {
    for (const error of answer.errors ?? []) {
      const code = passedCode(error.extensions?.code);
      const paths = this.placesOf(record, shape, error.path ?? [], body);
      if (paths.length === 0) record.pathless.push(code);
      for (const path of paths) this.placed.push({ subgraph: record.subgraph, code, message: error.message, path });
    }
  }

  /** Where in the response an error at `path` of a subgraph's answer stands; nowhere when the path says nothing that we know. */
  private placesOf(record: FetchRecord, shape: AnswerShape, path: ResponsePath, body: SubgraphBody): (string | number)[][] {
    if (!shape.entities) {
      const known = knownPath(record.shape, path);
      return known.length === 0 ? [] : [known];
    }
    const [entities, index, ...rest] = path;
    if (entities !== "_entities" || typeof index !== "number") return [];
    const place = this.placeOfEntity(record, index, body);
    const known = knownPath(record.shape, rest);
    if (known.length > 0) return [[...(place ?? keysOf(record.path)), ...known]];
    // An error at the entity itself concerns each field that was to be filled there.
    return place === undefined ? [] : record.shape.fields.filter((one) => !one.isTypename).map(({ key }) => [...place, key]);
  }

  private placeOfEntity(record: FetchRecord, index: number, body: SubgraphBody): (string | number)[] | undefined {
    const representations = body.variables?.["representations"] as unknown[];
    const places = placesAt(this.growing, record.path).filter(({ object }) => Boolean(object["__typename"]));
    return places.length === representations.length ? places[index]?.path : undefined;
  }
}

/** @throws {Refusal} when `data` is not what `shape` asks for. */
function refuseWrongShape(shape: CheckedShape, data: Record<string, unknown>, body: SubgraphBody, subgraph: string): void {
  const found = shape.entities ? entitiesDeparture(shape, data["_entities"], body) : shape.check(data);
  if (found === "MISSING") throw sectorUnavailable(subgraph, "a field that was asked for is not in the answer");
  if (found !== undefined) throw sectorIntegrity(subgraph, `an answer of another shape: ${found}`);
}

function entitiesDeparture(shape: CheckedShape, entities: unknown, body: SubgraphBody): Departure | undefined {
  const representations = body.variables?.["representations"];
  if (!Array.isArray(entities) || !Array.isArray(representations)) return "WRONG_KIND";
  if (entities.length !== representations.length) return "WRONG_KIND";
  for (const [index, entity] of entities.entries()) {
    if (entity === null) continue;
    if (!isObject(entity)) return "WRONG_KIND";
    const { __typename: typename } = representations[index] as { __typename?: string };
    const found = shape.check(entity, typename);
    if (found !== undefined) return found;
  }
  return undefined;
}
