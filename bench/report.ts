import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { runProgram } from "../test/support/run-program.ts";
import type { PreviewGrowth } from "./preview-growth.ts";
import { summarise, type Summary } from "./statistics.ts";
import type { Step } from "./system.ts";

/** Seconds of every run of every step, by system. */
export type Timings = Readonly<Record<string, Readonly<Partial<Record<Step, readonly number[]>>>>>;

/** What ratio the project promises for a step. */
const TARGETS: Readonly<Partial<Record<Step, number>>> = { first: 1.3, unchanged: 2.5 };

const LABELS: Readonly<Record<Step, string>> = {
  first: "first up, images there",
  unchanged: "unchanged up",
  scale: "scale workers 3 -> 10",
  destroy: "destroy, volumes too",
};

/** Everything that was measured, and on what. */
export interface Report {
  readonly machine: Readonly<Record<string, string>>;
  readonly timings: Timings;
  readonly growth?: PreviewGrowth;
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
export function render({ machine, timings, growth }: Report): string {
  const steps = Object.keys(LABELS).filter(
    (step): step is Step => timings["muelle"]?.[step as Step] !== undefined,
  );
  return [
    "# Muelle beside Docker Compose",
    "",
    ...Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`),
    ...(steps.length === 0 ? [] : ["", ...renderSteps(steps, timings)]),
    ...(growth === undefined ? [] : ["", ...renderGrowth(growth)]),
    "",
  ].join("\n");
}

function renderSteps(steps: readonly Step[], timings: Timings): string[] {
  return [
    "Compose's health checks run every second, its best on engines without a start interval.",
    "",
    "| step | Muelle, s | Compose, s | ratio of medians | target |",
    "| --- | --- | --- | --- | --- |",
    ...steps.map((step) => row(step, timings)),
  ];
}

function row(step: Step, timings: Timings): string {
  const muelle = summarise(timings["muelle"]?.[step] ?? []);
  const compose = summarise(timings["compose"]?.[step] ?? []);
  const target = TARGETS[step];
  const ratio = (muelle.median / compose.median).toFixed(2);
  return `| ${LABELS[step]} | ${shown(muelle)} | ${shown(compose)} | ${ratio} | ${target === undefined ? "" : `<= ${target}`} |`;
}

function shown({ min, median, max }: Summary): string {
  return `${median.toFixed(1)} (${min.toFixed(1)}-${max.toFixed(1)})`;
}

function renderGrowth({ points, perService, atLeast }: PreviewGrowth): string[] {
  return [
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

/** Keeps a report below bench/results/. */
export async function keep(report: Report): Promise<string> {
  const folder = join(import.meta.dirname, "results");
  await mkdir(folder, { recursive: true });
  const name = join(folder, new Date().toISOString().slice(0, 10));
  await writeFile(`${name}.json`, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(`${name}.md`, render(report));
  return `${name}.md`;
}
