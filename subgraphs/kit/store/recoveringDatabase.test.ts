import type { Database } from "./database";
import { recoveringDatabase } from "./recoveringDatabase";
import { StoreUnavailable } from "./storeUnavailable";

let clock: number;
let tries: number;
let up: boolean;
const closed: string[] = [];

function server(): Promise<Database> {
  tries++;
  if (!up) return Promise.reject(Object.assign(new Error("at 10.0.0.7:3306"), { code: "ECONNREFUSED" }));
  const reader = { all: async () => [{ one: 1 }], close: async () => undefined };
  return Promise.resolve({
    reader,
    write: (work) => work(undefined as never),
    writeApart: ({ within }, given) => within(undefined as never, given),
    close: async () => void closed.push("closed"),
  });
}

beforeEach(() => {
  [clock, tries, up] = [1_800_000_000_000, 0, false];
  closed.length = 0;
});

describe("a database that is down when the process starts", () => {
  it("is unavailable to reads and writes until it answers, and needs no restart then", async () => {
    const database = recoveringDatabase(server, () => clock);
    await expect(database.reader.all("SELECT 1", [])).rejects.toThrow(StoreUnavailable);
    await expect(database.write(async () => 1)).rejects.toThrow(StoreUnavailable);
    const apart = { module: "", within: async (_: unknown, given: number) => given + 1 };
    await expect(database.writeApart(apart, 1)).rejects.toThrow(StoreUnavailable);
    up = true;
    clock += 1000;
    await expect(database.reader.all("SELECT 1", [])).resolves.toEqual([{ one: 1 }]);
    await expect(database.write(async () => 2)).resolves.toBe(2);
    await expect(database.writeApart(apart, 2)).resolves.toBe(3);
  });

  it("is tried again once a second at most, however many ask", async () => {
    const database = recoveringDatabase(server, () => clock);
    const ask = () => database.reader.all("SELECT 1", []).catch(() => undefined);
    await Promise.all([ask(), ask(), ask()]);
    clock += 999;
    await ask();
    expect(tries).toBe(1);
    clock += 1;
    await Promise.all([ask(), ask()]);
    expect(tries).toBe(2);
  });

  it("is opened once for all who wait for it", async () => {
    up = true;
    const database = recoveringDatabase(server, () => clock);
    await Promise.all([1, 2, 3].map(() => database.reader.all("SELECT 1", [])));
    expect(tries).toBe(1);
  });

  it("says why by a code, and nothing of where it is", async () => {
    const database = recoveringDatabase(server, () => clock);
    await expect(database.reader.all("SELECT 1", [])).rejects.toThrow(/^ECONNREFUSED$/);
  });

  it("is not opened any more once it was closed, and is closed if it was open", async () => {
    up = true;
    const database = recoveringDatabase(server, () => clock);
    await database.reader.all("SELECT 1", []);
    await database.close();
    expect(closed).toEqual(["closed"]);
    await expect(database.reader.all("SELECT 1", [])).rejects.toThrow("closed");
    expect(tries).toBe(1);
  });
});
