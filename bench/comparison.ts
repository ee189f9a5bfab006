import { renderSummary, summarise } from "./statistics.ts";
import { type Measured, MEASURED } from "./system.ts";
import { type Target, TARGET_HEADINGS, targetCells } from "./target.ts";

/** Seconds of every run of every step, by system. */
export type Timings = Readonly<Record<string, Readonly<Partial<Record<Measured, readonly number[]>>>>>;

/** Whom Muelle is compared with; the name of its system, too. */
export type Rival = "compose" | "kubectl";

interface RivalTexts {
  readonly title: string;
  /** What ratio the project promises for a step. */
  readonly targets: Readonly<Partial<Record<Measured, Target>>>;
  readonly labels: Readonly<Record<Measured, string>>;
  /** What else a reader must know. */
  readonly note: string;
}

const RIVALS: Readonly<Record<Rival, RivalTexts>> = {
  compose: {
    title: "Docker Compose",
    targets: { first: { atMost: 1 }, unchanged: { atMost: 2 }, scale: { atMost: 1 } },
    labels: {
      ready: "first up, until everything is ready",
      first: "first up, images there",
      unchanged: "unchanged up",
      scale: "scale workers 3 -> 10",
      destroy: "destroy, volumes too",
    },
    note: "Both run the same images with the same health checks, `start_interval` included, the same limits and the same logs. Compose has a plain nginx in front, without a health check of its own, as people usually write it.",
  },
  kubectl: {
    title: "kubectl",
    targets: { ready: { atMost: 1.1 } },
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

/** Muelle beside a rival as a table for people. */
export function renderComparison(rival: Rival, timings: Timings): string[] {
  const { title, note } = RIVALS[rival];
  const headings = ["step", "Muelle, s", `${title}, s`, "ratio of medians", ...TARGET_HEADINGS];
  return [
    `## Beside ${title}`,
    "",
    note,
    "",
    `| ${headings.join(" | ")} |`,
    `| ${headings.map(() => "---").join(" | ")} |`,
    ...MEASURED.flatMap((step) => row(step, rival, timings)),
  ];
}

/** Nothing for a step that was not measured of both. */
function row(step: Measured, rival: Rival, timings: Timings): string[] {
  const seconds = timings["muelle"]?.[step];
  const rivalSeconds = timings[rival]?.[step];
  if (seconds === undefined || rivalSeconds === undefined) return [];
  const own = summarise(seconds);
  const other = summarise(rivalSeconds);
  const ratio = own.median / other.median;
  const { labels, targets } = RIVALS[rival];
  const cells = [labels[step], renderSummary(own), renderSummary(other), ratio.toFixed(2)];
  return [`| ${[...cells, ...targetCells(ratio, targets[step])].join(" | ")} |`];
}
