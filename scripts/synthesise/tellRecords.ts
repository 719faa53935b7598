/** All rows on one person, whatever file they go to. */
import { castRecords } from "./castRecords";
import { courtRecords } from "./courtRecords";
import { educationRecords } from "./educationRecords";
import { identityRecords } from "./identityRecords";
import { marketRecords } from "./marketRecords";
import type { Entry, Scene } from "./scene";
import { taxRecords } from "./taxRecords";

const TELLERS = [identityRecords, educationRecords, taxRecords, marketRecords, courtRecords];

export function tellRecords(scene: Scene): Entry[] {
  if (scene.person.castPlace === undefined) return TELLERS.flatMap((tell) => tell(scene));
  return [...identityRecords(scene), ...castRecords(scene)];
}
