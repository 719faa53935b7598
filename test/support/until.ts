/** Waits for a condition instead of for a time; what it came to. @throws Error when it does not hold in time. */
export async function until<T>(holds: () => Promise<T>, withinMs = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + withinMs;
  for (;;) {
    const come = await holds();
    if (come) return come;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
