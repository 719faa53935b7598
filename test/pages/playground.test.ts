/** The Playground's promises, kept by the real gateway over a district. */
import { openDistrict } from "../support/district";
import { builtPages } from "./support/builtPages";
import { playgroundPromises } from "./support/playgroundPromises";

playgroundPromises(async () => {
  builtPages();
  return openDistrict();
});
