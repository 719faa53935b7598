/** The Playground's promises, against the miniature gateway. */
import { openMiniatureGateway } from "./support/miniatureGateway";
import { playgroundPromises } from "./support/playgroundPromises";

playgroundPromises(openMiniatureGateway);
