import type { PolicyResult } from "../../policies/index.ts";
import { changesBetween, type ResourceChange } from "./changes.ts";
import { code, table } from "./markdown.ts";
import type { Plan, PlannedPlatform } from "./plan.ts";
import type { RecordedResource } from "../../components/testing/recording.ts";
import { type SavedPlan, savedForm } from "./saved-plan.ts";

/** More lines than this of one change do not help anybody. */
const SHOWN_PROPERTIES = 12;
/** Characters of a value. */
const SHOWN_VALUE = 80;

/** A plan for people, as a comment of a pull request: what changes, what is approximated, what breaks a rule. */
export function summary(plan: Plan, earlier: SavedPlan | undefined): string {
  const platforms = [
    ["Docker", "docker"],
    ["Kubernetes", "kubernetes"],
  ] as const;
  const saved = savedForm(plan);
  const own = plan.platform === "docker" ? "Docker" : "Kubernetes";
  const lines = [
    `## Plan of ${plan.application}, stack ${plan.stack} (${own})`,
    "",
    ...images(plan[plan.platform].resources),
    ...platforms.flatMap(([title, platform]) => [
      `### ${title}`,
      "",
      ...describePlatform(plan[platform]),
      ...(earlier === undefined ? [] : describeChanges(changesBetween(earlier[platform], saved[platform]))),
    ]),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function images(resources: readonly RecordedResource[]): string[] {
  const tags = resources
    .filter(({ type }) => type === "docker-build:index:Image")
    .flatMap(({ inputs: { tags: list } }) => (Array.isArray(list) ? list.map(String) : []));
  if (tags.length === 0) return [];
  return [`Built, named by their content: ${[...new Set(tags)].map(code).join(", ")}.`, ""];
}

function describePlatform({ resources, notes, policies, refusal }: PlannedPlatform): string[] {
  if (refusal !== undefined) return ["The application cannot run there:", "", "```text", refusal, "```", ""];
  return [
    `${countsOf(resources)}.`,
    "",
    ...describePolicies(policies),
    ...folded(
      `Not to the letter: ${notes.length}`,
      table(
        ["field", "how", "why"],
        notes.map(({ path, verdict, reason }) => [code(path), verdict, reason]),
      ),
    ),
  ];
}

/** How many there are of each kind, without what only holds others together. */
function countsOf(resources: readonly RecordedResource[]): string {
  const kinds = resources
    .filter(({ type }) => !type.startsWith("muelle:") && !type.startsWith("pulumi:"))
    .map(({ type }) => type.slice(type.lastIndexOf(":") + 1));
  const counts = [...Map.groupBy(kinds, (kind) => kind)].sort(([a], [b]) => a.localeCompare(b));
  return counts.map(([kind, { length }]) => `${length} ${kind}`).join(", ");
}

function describePolicies({ violations, excepted }: PolicyResult): string[] {
  const broken = violations.map(({ rule, resource, message }) => [
    code(rule.id),
    code(resource.name),
    message,
    `${rule.reason} (${rule.source})`,
    rule.fix,
  ]);
  const right = excepted.map(({ rule, resource, message, exception }) => [
    code(rule.id),
    code(resource.name),
    message,
    exception.reason,
  ]);
  const head = broken.length === 0 ? "No rule is broken." : `**Rules that are broken: ${broken.length}.**`;
  return [
    head,
    "",
    ...table(["rule", "resource", "what", "why", "to mend it"], broken),
    ...folded(
      `Excepted, with a reason: ${right.length}`,
      table(["rule", "resource", "what", "why it is right"], right),
    ),
  ];
}

function describeChanges(changes: readonly ResourceChange[]): string[] {
  if (changes.length === 0) return ["Nothing changes.", ""];
  const signs = { created: "+", removed: "-", changed: "~" } as const;
  const lines = changes.flatMap(({ kind, type, name, properties }) => [
    `${signs[kind]} ${type} ${name}`,
    ...properties
      .slice(0, SHOWN_PROPERTIES)
      .map(({ path, before, after }) => `    ${path}: ${short(before)} -> ${short(after)}`),
    ...(properties.length > SHOWN_PROPERTIES
      ? [`    and ${properties.length - SHOWN_PROPERTIES} properties more`]
      : []),
  ]);
  return [`Changes: ${changes.length}`, "", "```diff", ...lines, "```", ""];
}

function short(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > SHOWN_VALUE ? `${text.slice(0, SHOWN_VALUE)}…` : text;
}

function folded(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`<details><summary>${title}</summary>`, "", ...lines, "</details>", ""];
}
