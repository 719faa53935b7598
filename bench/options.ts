/** What a benchmark is told on its command line. */

/** The text after `--name`; undefined where it is not given. */
export function optionOf(argv: readonly string[], name: string): string | undefined {
  const at = argv.indexOf(`--${name}`);
  return at < 0 ? undefined : argv[at + 1];
}

export function numberOf(argv: readonly string[], name: string, otherwise: number): number {
  return Number(optionOf(argv, name) ?? otherwise);
}
