import fc from "fast-check";
import { FairQueue } from "./fairQueue";

const turns = (queue: FairQueue<string>) => queue.drain().join(" ");

it("serves senders in turn, and each in the order of asking", () => {
  const queue = new FairQueue<string>(10);
  for (const item of ["a1", "a2", "a3", "b1", "c1", "c2"]) queue.add(item[0]!, item);
  expect(turns(queue)).toBe("a1 b1 c1 a2 c2 a3");
});

it("passes over a sender who may not go, without his losing his turn", () => {
  const queue = new FairQueue<string>(10);
  for (const item of ["a1", "b1"]) queue.add(item[0]!, item);
  expect(queue.next((sender) => sender !== "a")?.item).toBe("b1");
  expect(queue.next((sender) => sender !== "a")).toBeUndefined();
  expect(queue.next()?.item).toBe("a1");
});

it("G20 lets a newcomer into a full line in place of the last of the longest queue", () => {
  const queue = new FairQueue<string>(4);
  for (const item of ["a1", "a2", "a3", "a4"]) queue.add("a", item);
  expect(queue.add("a", "a5")).toBe("a5");
  expect(queue.add("b", "b1")).toBe("a4");
  expect(queue.add("b", "b2")).toBe("a3");
  expect(queue.add("b", "b3")).toBe("b3");
  expect(turns(queue)).toBe("a1 b1 a2 b2");
});

it("forgets who gave up", () => {
  const queue = new FairQueue<string>(4);
  queue.add("a", "a1");
  queue.add("b", "b1");
  queue.remove("a", "a1");
  queue.remove("a", "never there");
  expect([queue.size, turns(queue), queue.size]).toEqual([1, "b1", 0]);
});

it("never holds more than its capacity, and loses or doubles nothing", () => {
  const step = fc.record({ sender: fc.constantFrom("a", "b", "c"), takes: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 6 }), (steps, capacity) => {
      const queue = new FairQueue<number>(capacity);
      const left: number[] = [];
      steps.forEach(({ sender, takes }, at) => {
        const out = takes ? queue.next()?.item : undefined;
        if (out !== undefined) left.push(out);
        const sentAway = queue.add(sender, at);
        if (sentAway !== undefined) left.push(sentAway);
        expect(queue.size).toBeLessThanOrEqual(capacity);
      });
      expect([...left, ...queue.drain()].sort((a, b) => a - b)).toEqual(steps.map((_, at) => at));
    }),
  );
});
