/**
 * What is shown of a person by default: enough to see that the right person was found, too little to learn who it is.
 */

/** First character, the rest as asterisks: 王小明 → 王**, 阿依古丽·买买提 → 阿*******. */
export function maskName(name: string): string {
  const [first = "", ...rest] = name;
  return first + "*".repeat(rest.length);
}

/** First and last character: 1****************X. The birth date and the division stay hidden. */
export function maskCitizenId(citizenId: string): string {
  return `${citizenId[0] ?? ""}${"*".repeat(Math.max(0, citizenId.length - 2))}${citizenId.at(-1) ?? ""}`;
}
