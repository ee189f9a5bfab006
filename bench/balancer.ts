import autocannon from "autocannon";
import { summarise, type Summary } from "./statistics.ts";
import { type Target, TARGET_HEADINGS, targetCells } from "./target.ts";
import type { TrafficSystems } from "./traffic-systems.ts";

/** Ways to a replica. */
export const WAYS = ["muelle", "compose", "direct"] as const;
export type Way = (typeof WAYS)[number];

/** Requests a second that come through at most, and milliseconds at a rate that is easy for all. */
export interface BalancerFigures {
  readonly perSecond: Summary;
  readonly latency: { readonly p50: number; readonly p99: number };
}

/** What the balancers were measured to do; by way, and for how many requests were not answered. */
export type Balancers = Readonly<Record<Way, BalancerFigures>>;

const SECONDS = 8;
const CONNECTIONS = 32;
/** Requests a second for latencies: far below what any of the ways can do. */
const EASY = 300;

/** Of the requests a second of the plain nginx. */
const TARGETS: Readonly<Partial<Record<Way, Target>>> = { muelle: { atLeast: 1.1 } };

/** Measures the load balancers, in turn in every round, so that a machine that gets slower is unjust to none. */
export async function balancers(runs: number, systems: TrafficSystems): Promise<Balancers> {
  const urls: Readonly<Record<Way, string>> = {
    muelle: `http://127.0.0.1:${systems.muelle.project.port}/`,
    compose: `http://127.0.0.1:${systems.compose.port}/`,
    direct: `http://${systems.replica}/`,
  };
  const perSecond: Record<Way, number[]> = { muelle: [], compose: [], direct: [] };
  const latency: Record<Way, { p50: number; p99: number }[]> = { muelle: [], compose: [], direct: [] };
  for (let run = 0; run < runs; run++) {
    for (const way of run % 2 === 0 ? WAYS : WAYS.toReversed()) {
      const full = await load(urls[way]);
      perSecond[way].push(full.requests.average);
      const easy = await load(urls[way], EASY);
      latency[way].push({ p50: easy.latency.p50, p99: easy.latency.p99 });
      process.stdout.write(
        `${way}: ${full.requests.average.toFixed(0)} requests/s; at ${EASY}/s p50 ${easy.latency.p50} ms, p99 ${easy.latency.p99} ms\n`,
      );
    }
  }
  const figures = (way: Way): BalancerFigures => ({
    perSecond: summarise(perSecond[way]),
    latency: {
      p50: summarise(latency[way].map(({ p50 }) => p50)).median,
      p99: summarise(latency[way].map(({ p99 }) => p99)).median,
    },
  });
  return { muelle: figures("muelle"), compose: figures("compose"), direct: figures("direct") };
}

async function load(url: string, rate?: number): Promise<autocannon.Result> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
  if (result.errors > 0 || result.non2xx > 0)
    throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} answers other than 2xx`);
  return result;
}

/** The figures as a table for people. */
export function renderBalancers(measured: Balancers): string[] {
  const label: Readonly<Record<Way, string>> = {
    muelle: "through Muelle's load balancer, 3 replicas",
    compose: "through a plain nginx of Docker Compose, 3 replicas",
    direct: "one replica directly",
  };
  const plain = measured.compose.perSecond.median;
  const direct = measured.direct.latency;
  const headings = [
    "way",
    "requests a second",
    "beside plain nginx",
    ...TARGET_HEADINGS,
    "p50, ms",
    "p99, ms",
    "added p50, ms",
  ];
  return [
    "## Load balancer",
    "",
    `${CONNECTIONS} kept connections for ${SECONDS} s from the same machine; latencies at ${EASY} requests a second.`,
    "",
    `| ${headings.join(" | ")} |`,
    `| ${headings.map(() => "---").join(" | ")} |`,
    ...WAYS.map((way) => {
      const { perSecond, latency } = measured[way];
      const columns = [
        label[way],
        `${perSecond.median.toFixed(0)} (${perSecond.min.toFixed(0)}-${perSecond.max.toFixed(0)})`,
        (perSecond.median / plain).toFixed(2),
        ...targetCells(perSecond.median / plain, TARGETS[way]),
        latency.p50.toFixed(1),
        latency.p99.toFixed(1),
        (latency.p50 - direct.p50).toFixed(1),
      ];
      return `| ${columns.join(" | ")} |`;
    }),
  ];
}
