/** All rows on one person, whatever file they go to. */
import { castRecords } from "./castRecords";
import { courtRecords } from "./courtRecords";
import { educationRecords } from "./educationRecords";
import { identityRecords } from "./identityRecords";
import { marketRecords } from "./marketRecords";
import type { Entry, Scene } from "./scene";
import { concerns, sketched } from "./sketch";
import { sketches } from "./sketches";
import { taxRecords } from "./taxRecords";

/** What hangs together: one case or post with several records. All else is sketched. */
const TELLERS = [identityRecords, educationRecords, taxRecords, marketRecords, courtRecords, sketchedRecords];

export function tellRecords(scene: Scene): Entry[] {
  if (scene.person.castPlace === undefined) return TELLERS.flatMap((tell) => tell(scene));
  return [...identityRecords(scene), ...castRecords(scene)];
}

function sketchedRecords(scene: Scene): Entry[] {
  const { person, random } = scene;
  const entries: Entry[] = [];
  for (const [type, sketch] of Object.entries(sketches)) {
    if (type === person.called) entries.push(sketched(scene, type, sketch, {}));
    else if (concerns(sketch, scene) && random.chance(sketch.rate)) entries.push(sketched(scene, type, sketch));
  }
  return entries;
}
