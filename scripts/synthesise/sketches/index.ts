/** All sketches, and who must stand in a district so that every one of them is there. */
import type { Sketches } from "../sketch";
import { order } from "./order";
import { people } from "./people";
import { trade } from "./trade";
import { works } from "./works";

export const sketches: Sketches = { ...order, ...trade, ...works, ...people };

/** The people after the cast, one a sketch: each surely has that record, in force, so that the district knows every record type. */
export const rollCall = Object.entries(sketches);
