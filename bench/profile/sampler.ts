/**
 * Preloaded into the gateway that is profiled: samples its main thread between two messages of its parent, the second of
 * which names the file to write. What V8 does not show as a function of its own, JSON, is given a name first.
 */
import { Session, type Profiler } from "node:inspector";
import { writeFileSync } from "node:fs";

const SAMPLE_US = 250;

const plain = { parse: JSON.parse, stringify: JSON.stringify };
Object.assign(JSON, {
  parse: function parseJson(...given: Parameters<typeof plain.parse>): unknown {
    return plain.parse(...given);
  },
  stringify: function writeJson(...given: [unknown]): string {
    return plain.stringify(...given);
  },
});

const session = new Session();
session.connect();

process.on("message", ({ file }: { file?: string }) => {
  if (file === undefined) {
    session.post("Profiler.enable");
    session.post("Profiler.setSamplingInterval", { interval: SAMPLE_US });
    session.post("Profiler.start", () => process.send?.("begun"));
    return;
  }
  session.post("Profiler.stop", (error: Error | null, { profile }: Profiler.StopReturnType) => {
    if (error !== null) throw error;
    writeFileSync(file, JSON.stringify(profile));
    process.send?.("written");
  });
});
process.channel?.unref();
