import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import prettier from "prettier";
import { runProgram } from "../test/support/run-program.ts";
import { type Balancers, renderBalancers } from "./balancer.ts";
import { type Evenness, renderEvenness } from "./evenness.ts";
import type { PreviewGrowth } from "./preview-growth.ts";
import { summarise, type Summary } from "./statistics.ts";
import { type Measured, MEASURED } from "./system.ts";
import { renderThroughput, type Throughput } from "./throughput.ts";
import { renderUpdates, type Updates } from "./updates.ts";

/** Seconds of every run of every step, by system. */
export type Timings = Readonly<Record<string, Readonly<Partial<Record<Measured, readonly number[]>>>>>;

/** Whom Muelle is compared with. */
export type Rival = "compose" | "kubectl";

interface RivalTexts {
  readonly title: string;
  /** Headings of the columns by the system's name. */
  readonly systems: Readonly<Record<string, string>>;
  /** What ratio the project promises for a step. */
  readonly targets: Readonly<Partial<Record<Measured, number>>>;
  readonly labels: Readonly<Record<Measured, string>>;
  /** What else a reader must know. */
  readonly note: string;
}

const RIVALS: Readonly<Record<Rival, RivalTexts>> = {
  compose: {
    title: "Docker Compose",
    systems: {
      "compose-as-described": "Docker Compose",
      compose: "Docker Compose, checks every second",
    },
    targets: { first: 1, unchanged: 2, scale: 1 },
    labels: {
      ready: "first up, until everything is ready",
      first: "first up, images there",
      unchanged: "unchanged up",
      scale: "scale workers 3 -> 10",
      destroy: "destroy, volumes too",
    },
    note: "Engines before API 1.44 know no start interval: Compose looks at the health of a service for the first time after its whole interval, which is 10 s or, by default, 30 s as the application says. A check every second is what a user can do about that, for as long as the application runs.",
  },
  kubectl: {
    title: "kubectl",
    systems: { kubectl: "kubectl" },
    targets: { ready: 1.2 },
    labels: {
      ready: "first up, until all pods are ready",
      first: "first up, until the command is back",
      unchanged: "unchanged up / kubectl diff",
      scale: "scale workers 3 -> 10",
      destroy: "destroy, namespace gone",
    },
    note: "kubectl applies the manifests that Muelle made, and waits by `kubectl rollout status`. A watch on the pods says for both when all of them are ready.",
  },
};

/** Everything that was measured, and on what. */
export interface Report {
  readonly machine: Readonly<Record<string, string>>;
  readonly timings: Readonly<Partial<Record<Rival, Timings>>>;
  readonly balancers?: Balancers;
  readonly updates?: Updates;
  readonly evenness?: Evenness;
  readonly growth?: PreviewGrowth;
  readonly throughput?: Throughput;
}

/** The machine, so that figures are not compared that cannot be. */
export async function describeMachine(): Promise<Report["machine"]> {
  const engine = await runProgram("docker", ["version", "--format", "{{.Server.Version}}"], { cwd: "." });
  const compose = await runProgram("docker", ["compose", "version", "--short"], { cwd: "." });
  const pulumi = await runProgram("pulumi", ["version"], { cwd: "." });
  return {
    processor: `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 1024 ** 3)} GiB`,
    "load before": loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
    engine: engine.output.trim(),
    compose: compose.output.trim(),
    pulumi: pulumi.output.trim(),
    node: process.version,
  };
}

/** The report as a table for people. */
export function render(report: Report): string {
  const { machine, timings, balancers, updates, evenness, growth, throughput } = report;
  return [
    "# Measurements",
    "",
    ...Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`),
    ...(["compose", "kubectl"] as const).flatMap((rival) => renderComparison(RIVALS[rival], timings[rival])),
    ...(updates === undefined ? [] : ["", ...renderUpdates(updates)]),
    ...(balancers === undefined ? [] : ["", ...renderBalancers(balancers)]),
    ...(evenness === undefined ? [] : ["", ...renderEvenness(evenness)]),
    ...(growth === undefined ? [] : ["", ...renderGrowth(growth)]),
    ...(throughput === undefined ? [] : ["", ...renderThroughput(throughput)]),
    "",
  ].join("\n");
}

function renderComparison(texts: RivalTexts, timings: Timings | undefined): string[] {
  if (timings === undefined) return [];
  const rivals = Object.keys(texts.systems).filter((name) => timings[name] !== undefined);
  const headings = rivals.flatMap((name) => [`${texts.systems[name] ?? name}, s`, "ratio of medians"]);
  return [
    "",
    `## Beside ${texts.title}`,
    "",
    texts.note,
    "",
    `| step | Muelle, s | ${headings.join(" | ")} | target |`,
    `| --- | --- | ${headings.map(() => "---").join(" | ")} | --- |`,
    ...MEASURED.filter((step) => timings["muelle"]?.[step] !== undefined).map((step) =>
      row(step, texts, timings, rivals),
    ),
  ];
}

function row(
  step: Measured,
  { targets, labels }: RivalTexts,
  timings: Timings,
  rivals: readonly string[],
): string {
  const own = summarise(timings["muelle"]?.[step] ?? []);
  const target = targets[step];
  const cells = rivals.flatMap((name) => {
    const other = summarise(timings[name]?.[step] ?? []);
    return [shown(other), (own.median / other.median).toFixed(2)];
  });
  const last = target === undefined ? "" : `<= ${target}`;
  return `| ${[labels[step], shown(own), ...cells, last].join(" | ")} |`;
}

function shown({ min, median, max }: Summary): string {
  return `${median.toFixed(1)} (${min.toFixed(1)}-${max.toFixed(1)})`;
}

function renderGrowth({ points, perService, atLeast }: PreviewGrowth): string[] {
  return [
    "## Preview",
    "",
    "| services | preview, s | s per service |",
    "| --- | --- | --- |",
    ...points.map(
      ({ services, seconds }) =>
        `| ${services} | ${seconds.toFixed(1)} | ${(seconds / services).toFixed(3)} |`,
    ),
    "",
    `A preview costs ${atLeast.toFixed(1)} s and ${(perService * 1000).toFixed(1)} ms for each service.`,
  ];
}

/** Where the newest figures of every part are kept for readers. */
const DOCUMENT = join(import.meta.dirname, "..", "docs", "measurements.md");

/**
 * Keeps a report below bench/results/, and its parts in docs/measurements.md.
 *
 * @param parts what was measured, where it was not everything: it must not take the place of a whole report
 */
export async function keep(report: Report, parts: string): Promise<string> {
  const folder = join(import.meta.dirname, "results");
  await mkdir(folder, { recursive: true });
  const name = join(
    folder,
    [new Date().toISOString().slice(0, 10), parts].filter((part) => part !== "").join("-"),
  );
  await writeFile(`${name}.json`, toJson(report));
  await writeFile(`${name}.md`, await formatted(render(report), `${name}.md`));
  const newest = join(folder, "newest.json");
  const all = merge(
    existsSync(newest) ? (JSON.parse(await readFile(newest, "utf8")) as Report) : undefined,
    report,
  );
  await writeFile(newest, toJson(all));
  await writeFile(DOCUMENT, await formatted(render(all), DOCUMENT));
  return `${name}.md`;
}

/** A report whose parts take the place of an older one's; of parts that were not measured again the older ones stay. */
export function merge(older: Report | undefined, newer: Report): Report {
  return { ...older, ...newer, timings: { ...older?.timings, ...newer.timings } };
}

function toJson(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

async function formatted(text: string, file: string): Promise<string> {
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file });
}
