import { PARTS, type Row } from "./row.ts";

const HEAD = [
  "case",
  "on",
  "times",
  "requests",
  "a second",
  "failed",
  "p50 / p99 / longest, ms",
  "back after, s",
  "what users see",
  "lost",
  "day",
];

/** The table for people, one section for each part. */
export function renderTable(rows: readonly Row[]): string {
  return PARTS.flatMap((part) =>
    section(
      part,
      rows.filter((row) => row.part === part),
    ),
  ).join("\n");
}

function section(part: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  return [
    `## ${part}`,
    "",
    line(HEAD),
    line(HEAD.map(() => "---")),
    ...rows.map((row) => line(cells(row))),
    "",
  ];
}

function cells({
  what,
  platform,
  times,
  requests,
  rate,
  failed,
  latency,
  recovered,
  seen,
  lost,
  day = "",
}: Row): string[] {
  return [
    what,
    platform,
    String(times),
    requests?.toLocaleString("en") ?? "",
    rate?.toLocaleString("en") ?? "-",
    failed?.toLocaleString("en") ?? "",
    latency === undefined ? "" : `${latency.p50} / ${latency.p99} / ${latency.max}`,
    recovered?.toFixed(1) ?? "",
    seen,
    lost,
    day,
  ];
}

function line(columns: readonly string[]): string {
  return `| ${columns.join(" | ")} |`;
}
