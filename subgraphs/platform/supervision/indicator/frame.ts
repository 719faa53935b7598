/**
 * The cells of a year of an indicator that counts persons, and the sums that hold between them: what {@link protectedParts}
 * weighs. It is the same for every year of as many months, so it is laid out once.
 */
import type { Catalogue } from "../../../../schema/catalogue/catalogue";
import type { Sum } from "../disclosure/attack";
import { keysOf } from "./keys";
import type { Measurement } from "./measured";
import { itemsIn, type Cut, type Ground } from "./view";

export interface Cell {
  /** `-03`, or empty for the year. */
  month: string;
  cut: Cut | undefined;
}

export interface Frame {
  cells: readonly Cell[];
  /** Name of a cell → its place. */
  at: ReadonlyMap<string, number>;
  sums: readonly Sum[];
}

const known = new WeakMap<Catalogue, Map<Measurement, Map<string, Frame>>>();

/** `months` as `-01`, in order: those that hold anything; without them there is no year either. */
export function frameOf(measurement: Measurement, months: readonly string[], ground: Ground): Frame {
  let ofCatalogue = known.get(ground.catalogue);
  if (ofCatalogue === undefined) known.set(ground.catalogue, (ofCatalogue = new Map()));
  let frames = ofCatalogue.get(measurement);
  if (frames === undefined) ofCatalogue.set(measurement, (frames = new Map()));
  const name = months.join();
  let frame = frames.get(name);
  if (frame === undefined) frames.set(name, (frame = laidOut(measurement, months, ground)));
  return frame;
}

/** Of the same cell always the same. A record type is a catalogue item under its other name: one cell, so that neither gives the other away. */
export function nameOf(month: string, cut: Cut | undefined, { catalogue }: Ground): string {
  if (cut === undefined) return month;
  if (cut.by !== "ITEM") return `${month} ${cut.by} ${cut.key}`;
  return `${month} RECORD_TYPE ${itemsIn(catalogue, cut)[0]?.type}`;
}

function laidOut(measurement: Measurement, months: readonly string[], ground: Ground): Frame {
  const cuts = cutsOf(measurement, ground);
  const blocks = months.length === 0 ? [] : ["", ...months];
  const cells = blocks.flatMap((month) => cuts.map((cut): Cell => ({ month, cut })));
  const at = new Map(cells.map(({ month, cut }, place) => [nameOf(month, cut, ground), place]));
  // Each block has the cuts in the same order.
  const place = (block: number, cut: number) => block * cuts.length + cut;
  const within = sumsBetween(cuts, ground);
  const sums = blocks.flatMap((_, block) =>
    within.map(({ total, parts }) => ({ total: place(block, total), parts: parts.map((part) => place(block, part)) })),
  );
  if (measurement.persons === "FLOW" && months.length > 0)
    sums.push(...cuts.map((_, cut) => ({ total: place(0, cut), parts: months.map((_month, at) => place(at + 1, cut)) })));
  return { cells, at, sums };
}

/** The whole, and each cut in which there can be something. */
function cutsOf({ cuts, from, counts = () => true }: Measurement, ground: Ground): (Cut | undefined)[] {
  const dimensions = new Set(cuts.map((by) => (by === "ITEM" ? "RECORD_TYPE" : by)));
  const keys = [...dimensions].flatMap((by) => keysOf(by, ground, from).map(({ key }): Cut => ({ by, key })));
  return [undefined, ...keys.filter((cut) => itemsIn(ground.catalogue, cut).some(counts))];
}

/** Cuts that add up, by their places: the keys of a dimension to the whole, types to their member, field or population. */
function sumsBetween(cuts: readonly (Cut | undefined)[], { catalogue }: Ground): Sum[] {
  const placesOf = (by: string) => cuts.flatMap((cut, place) => (cut?.by === by ? [place] : []));
  const ofType = new Map(placesOf("RECORD_TYPE").map((place) => [cuts[place]!.key, place]));
  const dimensions = new Set(cuts.flatMap((cut) => cut?.by ?? []));
  const wholes = [...dimensions].map((by) => ({ total: 0, parts: placesOf(by) }));
  const types = cuts.flatMap((cut, total) => {
    if (cut === undefined || cut.by === "RECORD_TYPE") return [];
    const parts = itemsIn(catalogue, cut).flatMap(({ type }) => ofType.get(type) ?? []);
    return parts.length === 0 ? [] : [{ total, parts }];
  });
  return [...wholes, ...types];
}
