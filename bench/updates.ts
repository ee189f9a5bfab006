import { OpenLoad } from "../test/support/load/open-load.ts";
import { MIX } from "../test/support/load/request-kind.ts";
import { summarise, type Summary } from "./statistics.ts";
import type { TrafficSystems } from "./traffic-systems.ts";

/** Updates of all replicas under load, by system. */
export type Updates = Readonly<Record<"muelle" | "compose", UpdateFigures>>;

export interface UpdateFigures {
  readonly seconds: Summary;
  readonly requests: number;
  readonly failed: number;
  /** Milliseconds, the median of the runs. */
  readonly p99: number;
}

/** Requests a second. */
const RATE = 300;

interface Run {
  readonly seconds: number;
  readonly requests: number;
  readonly failed: number;
  readonly p99: number;
}

/** Changes one variable of the routed service under load, in turn by Muelle and by Compose. */
export async function updates(runs: number, { muelle, compose }: TrafficSystems): Promise<Updates> {
  const change = {
    muelle: async (value: string) => {
      await muelle.project.set("services.web.environment.PROBE", value);
      return () => muelle.up();
    },
    compose: (value: string) => Promise.resolve(() => compose.change("PROBE", value)),
  };
  const ports = { muelle: muelle.project.port, compose: compose.port };
  const measured = { muelle: [] as Run[], compose: [] as Run[] };
  for (let run = 0; run < runs; run++) {
    for (const system of ["muelle", "compose"] as const) {
      const work = await change[system](`run ${run}`);
      const load = new OpenLoad(ports[system], RATE, MIX).start();
      const since = performance.now();
      try {
        await work();
      } finally {
        const seconds = (performance.now() - since) / 1000;
        const { failed, latency } = await load.stop();
        measured[system].push({ seconds, requests: load.sent, failed, p99: latency.p99 });
        process.stdout.write(
          `${system} update under load: ${seconds.toFixed(1)} s, ${failed} of ${load.sent} requests failed, p99 ${latency.p99} ms\n`,
        );
      }
    }
  }
  const figures = (all: readonly Run[]): UpdateFigures => ({
    seconds: summarise(all.map(({ seconds }) => seconds)),
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    p99: summarise(all.map(({ p99 }) => p99)).median,
  });
  return { muelle: figures(measured.muelle), compose: figures(measured.compose) };
}

/** The figures as a table for people. */
export function renderUpdates({ muelle, compose }: Updates): string[] {
  const row = (name: string, { seconds, requests, failed, p99 }: UpdateFigures): string =>
    `| ${[name, seconds.median.toFixed(1), requests.toLocaleString("en"), failed.toLocaleString("en"), p99].join(" | ")} |`;
  return [
    "## Update of all replicas under load",
    "",
    `${RATE} requests a second at a fixed rate, half of them on new connections, GET and POST, some of two seconds.`,
    "",
    "| system | update, s | requests | failed | p99, ms |",
    "| --- | --- | --- | --- | --- |",
    row("Muelle", muelle),
    row("Docker Compose, plain nginx", compose),
    "",
    `Time in relation to Compose's: ${(muelle.seconds.median / compose.seconds.median).toFixed(2)}.`,
  ];
}
