/** What the tests of pages read from the environment. */

/** True where nothing may be skipped. */
export const inCI = process.env["CI"] === "true";
