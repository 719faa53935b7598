import { progressBar } from "./progressBar";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 80, write: (text: unknown) => written.push(String(text)) > 0 } as never as {
    written: string[];
  } & Parameters<typeof progressBar>[0];
}

test("shows share, rows and rows a second on one line, ten times a second at most, and clears it in the end", () => {
  const screen = terminal(true);
  let clock = 0;
  const bar = progressBar(screen, () => clock);
  clock = 1000;
  bar.show({ rows: 20_000, bytes: 25, of: 100 });
  clock = 1050;
  bar.show({ rows: 21_000, bytes: 26, of: 100 });
  clock = 2000;
  bar.show({ rows: 50_000, bytes: 101, of: 100 });
  bar.end();
  expect(screen.written).toEqual([
    "\r\x1b[K[######------------------]  25 %  20000 行 rows, 20000/s",
    "\r\x1b[K[########################] 100 %  50000 行 rows, 25000/s",
    "\r\x1b[K",
  ]);
});

test("tells rows alone where nobody knows how many there will be", () => {
  const screen = terminal(true);
  let clock = 0;
  const bar = progressBar(screen, () => clock);
  clock = 500;
  bar.show({ rows: 1000, bytes: 9, of: undefined });
  expect(screen.written).toEqual(["\r\x1b[K1000 行 rows, 2000/s"]);
});

test("says nothing where stderr is no terminal", () => {
  const screen = terminal(false);
  const bar = progressBar(screen, () => 0);
  bar.show({ rows: 1, bytes: 1, of: 2 });
  bar.end();
  expect(screen.written).toEqual([]);
});
