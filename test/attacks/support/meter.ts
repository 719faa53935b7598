/** What a gateway's process has cost while a case was made (O5). */
import { monitorEventLoopDelay } from "node:perf_hooks";

export interface Cost {
  /** Longest turn of the event loop, ms. */
  loop: number;
  /** Time on a processor, ms. */
  cpu: number;
  /** Growth of memory, MB. */
  memory: number;
}

export interface Meter {
  /** What no case may reach: the longest turn of work, ms, and the growth of memory, MB. */
  limits: { turn: number; memory: number };
  /** Begins to measure; what is returned ends it. */
  begin(): Promise<() => Promise<Cost>>;
}

/** This process, with the gateway, the departments and the test itself in it: so the limits are wide. */
export const ownProcess: Meter = { limits: { turn: 1_500, memory: 160 }, begin: ownCost };

/**
 * A gateway that is a process of its own, by what it says of itself; `url` is asked when the case begins. Of memory, what the
 * catalogue says; of time, what the heaviest case costs on a machine with other work, and half as much again.
 */
export const gatewayAt = (url: () => string): Meter => ({
  limits: { turn: 750, memory: 64 },
  async begin() {
    const at = url();
    const before = await read(at);
    return async () => {
      const after = await read(at);
      return { loop: after.loop, cpu: after.cpu - before.cpu, memory: after.memory - before.memory };
    };
  },
});

async function ownCost(): Promise<() => Promise<Cost>> {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const [rss, before] = [process.memoryUsage().rss, process.cpuUsage()];
  return async () => {
    // It would else keep the process from ending.
    loop.disable();
    const { user, system } = process.cpuUsage(before);
    return { loop: loop.max / 1e6, cpu: (user + system) / 1e3, memory: (process.memoryUsage().rss - rss) / 1e6 };
  };
}

/** The delay is the longest since it was last read. */
async function read(url: string): Promise<Cost> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string) => Number(new RegExp(`^credit_${name} (\\S+)$`, "m").exec(text)![1]);
  return {
    loop: value("nodejs_eventloop_lag_max_seconds") * 1e3,
    cpu: value("process_cpu_seconds_total") * 1e3,
    memory: value("process_resident_memory_bytes") / 1e6,
  };
}
