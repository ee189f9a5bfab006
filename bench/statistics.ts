/** Least, middle and greatest of some timings, in seconds. */
export interface Summary {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Summarises timings; there has to be at least one. */
export function summarise(seconds: readonly number[]): Summary {
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { min: at(0), median, max: at(sorted.length - 1) };
}

/** The middle with the least and the greatest, for people. @param unit - written after the middle */
export function renderSummary({ min, median, max }: Summary, unit = ""): string {
  return `${median.toFixed(1)}${unit} (${min.toFixed(1)}-${max.toFixed(1)})`;
}

/** Slope and offset of the straight line through points that is least wrong. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): {
  readonly slope: number;
  readonly offset: number;
} {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map(([px]) => px));
  const y = mean(points.map(([, py]) => py));
  const slope =
    points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0) /
    points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
  return { slope, offset: y - slope * x };
}
