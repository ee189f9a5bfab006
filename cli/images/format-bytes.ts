const UNITS = ["B", "kB", "MB", "GB"] as const;

/** A size as Docker prints it: decimal units, one decimal. */
export function formatBytes(bytes: number): string {
  let value = Math.max(bytes, 0);
  let unit: (typeof UNITS)[number] = "B";
  for (const next of UNITS.slice(1)) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return `${unit === "B" ? value : value.toFixed(1)} ${unit}`;
}
