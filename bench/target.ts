/** What the project promises of a ratio. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** Headings of the cells of a target. */
export const TARGET_HEADINGS = ["target", "met"] as const;

/** A target and whether a ratio meets it, as the cells of a row; empty where nothing is promised. */
export function targetCells(ratio: number, target: Target | undefined): readonly [string, string] {
  if (target === undefined) return ["", ""];
  const [sign, bound, missedBy] =
    "atMost" in target
      ? ["<=", target.atMost, ratio / target.atMost - 1]
      : [">=", target.atLeast, 1 - ratio / target.atLeast];
  // The ratio itself counts, not what it is rounded to for readers.
  return [`${sign} ${bound.toFixed(1)}`, missedBy <= 0 ? "yes" : `no, by ${(missedBy * 100).toFixed(1)}%`];
}
