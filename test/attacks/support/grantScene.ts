/**
 * A district in which authorisations are tried: departments that fail or are disturbed when a test says so, a clock of the
 * authorisations' own, and the one refusal that every other must equal.
 */
import { newId } from "../../../subgraphs/kit/newId";
import type { RunningSubgraph } from "../../../subgraphs/kit/subgraph";
import { openDistrict, type Answered, type District } from "../../support/district";
import { look, usesLeft } from "../../support/grants";

export interface GrantScene {
  district: District;
  /** Of what was never given. */
  refusal: Answered;
  /** How far the clock of the subgraphs is ahead of the world, ms. */
  ahead: number;
  /** Runs once, while the market department answers. */
  meanwhile: (() => Promise<unknown>) | undefined;
  /** Departments that fail. */
  failing: string[];
  /** Undoes what a test disturbed, and forgets what the departments saw. */
  reset(): void;
  expectRefused(answered: Answered): void;
  /** Refused before any department was asked of anybody, after one authorisation was read and one look-up resolved. */
  expectRefusedAtOnce(answered: Answered): void;
  usesLeft(grant: string, persona?: string): Promise<number>;
}

export async function openGrantScene(): Promise<GrantScene> {
  const scene = { ahead: 0, meanwhile: undefined, failing: [] } as unknown as GrantScene;
  scene.district = await openDistrict({
    people: 40,
    // What is tried is the race for the last use, not the door.
    environment: { CREDIT_RUNNING: "256" },
    now: () => Date.now() + scene.ahead,
    wrap: ({ definition, running }) => ({ definition, running: disturbed(running, scene) }),
  });
  const { district } = scene;
  scene.refusal = await look(district, 1, newId());
  scene.reset = () => {
    [scene.ahead, scene.meanwhile, scene.failing] = [0, undefined, []];
    district.seen.length = district.internals.length = 0;
  };
  scene.expectRefused = ({ status, text }) => expect([status, text]).toEqual([scene.refusal.status, scene.refusal.text]);
  scene.expectRefusedAtOnce = (answered) => {
    scene.expectRefused(answered);
    expect([district.seen, district.internals]).toEqual([
      [],
      ["consent.read", "identity.resolve", "identity.resolve", "audit.append"],
    ]);
    district.internals.length = 0;
  };
  scene.usesLeft = (grant, persona) => usesLeft(district, grant, persona);
  return scene;
}

function disturbed(running: RunningSubgraph, scene: GrantScene): RunningSubgraph {
  return {
    ...running,
    async execute(body, warrant) {
      if (scene.failing.includes(running.name)) throw new Error("down");
      const act = running.name === "market" ? scene.meanwhile : undefined;
      if (act) scene.meanwhile = undefined;
      await act?.();
      return running.execute(body, warrant);
    },
  };
}
