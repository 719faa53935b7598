/** The Playground's promises, kept by the real gateway over a district. */
import { openDistrict } from "../support/district";
import { builtPlayground } from "./support/builtPlayground";
import { playgroundPromises } from "./support/playgroundPromises";

playgroundPromises(async () => {
  builtPlayground();
  return openDistrict();
});
