/** All rows on one person, whatever file they go to. */
import { castRecords } from "./castRecords";
import { courtRecords } from "./courtRecords";
import { identityRecords } from "./identityRecords";
import { marketRecords } from "./marketRecords";
import type { Entry, Scene } from "./scene";
import { befalls, sketched } from "./sketch";
import { sketches } from "./sketches";

/** What hangs together: one case or post with several records. All else is sketched. */
const TELLERS = [identityRecords, marketRecords, courtRecords, sketchedRecords];

export function tellRecords(scene: Scene): Entry[] {
  if (scene.person.castPlace === undefined) return TELLERS.flatMap((tell) => tell(scene));
  return [...identityRecords(scene), ...castRecords(scene)];
}

function sketchedRecords(scene: Scene): Entry[] {
  const { person } = scene;
  const entries: Entry[] = [];
  for (const [type, sketch] of Object.entries(sketches)) {
    if (type === person.called) entries.push(sketched(scene, type, sketch, {}));
    else if (befalls(sketch, scene)) entries.push(sketched(scene, type, sketch));
  }
  return entries;
}
