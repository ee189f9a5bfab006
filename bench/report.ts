import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import prettier from "prettier";
import { runProgram } from "../test/support/run-program.ts";
import { type Balancers, renderBalancers } from "./balancer.ts";
import { renderComparison, type Rival, type Timings } from "./comparison.ts";
import { type Evenness, renderEvenness } from "./evenness.ts";
import { type Floor, renderFloor } from "./floor.ts";
import type { PreviewGrowth } from "./preview-growth.ts";
import { renderThroughput, type Throughput } from "./throughput.ts";
import { renderUpdates, type Updates } from "./updates.ts";

/** Everything that was measured, and on what. */
export interface Report {
  readonly machine: Readonly<Record<string, string>>;
  readonly timings: Readonly<Partial<Record<Rival, Timings>>>;
  readonly floor?: Floor;
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
  const { machine, timings, floor, balancers, updates, evenness, growth, throughput } = report;
  return [
    "# Measurements",
    "",
    ...Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`),
    ...(timings.compose === undefined ? [] : ["", ...renderComparison("compose", timings.compose)]),
    ...(floor === undefined ? [] : ["", ...renderFloor(floor)]),
    ...(timings.kubectl === undefined ? [] : ["", ...renderComparison("kubectl", timings.kubectl)]),
    ...(updates === undefined ? [] : ["", ...renderUpdates(updates)]),
    ...(balancers === undefined ? [] : ["", ...renderBalancers(balancers)]),
    ...(evenness === undefined ? [] : ["", ...renderEvenness(evenness)]),
    ...(growth === undefined ? [] : ["", ...renderGrowth(growth)]),
    ...(throughput === undefined ? [] : ["", ...renderThroughput(throughput)]),
    "",
  ].join("\n");
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
