import { projectRoot } from "../../schema/contract/projectRoot";
import { attacksInOneForm, databaseSuites, districtAttacks } from "./databaseSuites";

const root = projectRoot();

it("makes every attack on a district in separate processes too, and says of the others why not", () => {
  const others = attacksInOneForm(root);
  expect(others.filter(({ reason }) => reason.length < 20)).toEqual([]);
  const sections = new Set(districtAttacks(root).map((file) => file.slice("test/attacks/".length)[0]));
  expect([..."abcefhi"].filter((section) => !sections.has(section))).toEqual([]);
});

it("makes every attack on a district on both databases", () => {
  const suites = new Set(databaseSuites(root));
  expect(districtAttacks(root).filter((file) => !suites.has(file))).toEqual([]);
});
