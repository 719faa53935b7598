import { readLocation } from "./config";

it("I12 takes no address under which two subgraphs would share a database", () => {
  const shared = { CREDIT_DATABASE_URL: "mysql://u:p@127.0.0.1:3306/credit" };
  expect(() => readLocation(shared, "tax", ".data")).toThrow("CREDIT_DATABASE_URL must hold {subgraph}");
  const apart = { CREDIT_DATABASE_URL: "mysql://{subgraph}:p@127.0.0.1:3306/credit_{subgraph}" };
  const [tax, courts] = ["tax", "courts"].map((name) => readLocation(apart, name, ".data"));
  expect([tax, courts]).toEqual([
    { kind: "mysql", url: "mysql://tax:p@127.0.0.1:3306/credit_tax" },
    { kind: "mysql", url: "mysql://courts:p@127.0.0.1:3306/credit_courts" },
  ]);
  const own = { ...shared, CREDIT_DATABASE_URL_TAX: "mysql://t:p@127.0.0.1:3306/tax" };
  expect(readLocation(own, "tax", ".data")).toEqual({ kind: "mysql", url: "mysql://t:p@127.0.0.1:3306/tax" });
});
