const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;
const STEP = 1024;

const MINUTE = 60_000;
const SPANS = [
  ["day", 24 * 60 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
] as const;

/** Size and age in words: `1.4 GiB, 3 days old`. What is not known is left out. */
export function volumeDetails(size: number | undefined, created: Date | undefined, now = new Date()): string {
  const age = created === undefined ? undefined : `${span(now.getTime() - created.getTime())} old`;
  return [size === undefined ? undefined : amount(size), age].filter((part) => part !== undefined).join(", ");
}

function amount(bytes: number): string {
  const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(STEP)));
  const value = bytes / STEP ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[step] ?? ""}`;
}

function span(time: number): string {
  const [unit, length] = SPANS.find(([, each]) => time >= each) ?? ["minute", MINUTE];
  const count = Math.max(1, Math.floor(time / length));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
