/** `npm run token -- <persona>`: one access token for the development district, and nothing else on stdout. */
import { loadCatalogue } from "../schema/catalogue/load";
import { readGatewayConfig } from "../gateway/config";
import { environment } from "./config";
import { openDevelopmentIssuer, personaNamed, PERSONAS } from "./developmentIssuer";
import { personIdOf } from "./start/personIdOf";
import { cast } from "./synthesise/cast";

export async function main(argv: string[]): Promise<number> {
  const [given] = argv;
  if (given === undefined || given === "--help") {
    console.error("npm run token -- <persona>   one access token on stdout, valid for 8 hours; personas:");
    for (const { name, zh, en } of PERSONAS) console.error(`  ${name.padEnd(26)}${zh} / ${en}`);
    console.error("  citizen:<idNumber>        any citizen of the district");
    console.error("  <sector>-steward, <sector>-reviewer   who sends a sector's batches, who reviews them; sectors:");
    console.error(`    ${sectorsOfCatalogue().join(" ")}`);
    return given === undefined ? 2 : 0;
  }
  const [name = "", idNumber] = given.split(":");
  const persona = personaNamed(name);
  if (persona === undefined) throw new Error(`there is no persona "${name}"; npm run token -- --help lists them`);
  const config = readGatewayConfig(environment());
  if (config.mode === "production") throw new Error("development tokens are not made in production (CREDIT_MODE)");
  const issuer = await openDevelopmentIssuer(config.dataDir, config.issuer, config.audience);
  const person = persona.org === undefined ? await personIdOf(idNumber ?? cast[0]!.idNumber) : undefined;
  console.log(await issuer.token(persona, person));
  return 0;
}

function sectorsOfCatalogue(): string[] {
  return loadCatalogue().departments.flatMap(({ sectors }) => sectors);
}
