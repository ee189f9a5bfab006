import type { Imported } from "./import.ts";

/** How many reasons are shown. */
const SHOWN = 20;

/** How many files can be had on each platform, and what keeps the most of the others from it. */
export function importSummary(imported: readonly Imported[]): readonly string[] {
  return (["Docker", "Kubernetes"] as const).flatMap((platform) => {
    const reasons = imported.map((each) => [...new Set(each[platform])]);
    const whole = reasons.filter((each) => each.length === 0).length;
    const counts = new Map<string, { files: number; alone: number }>();
    for (const each of reasons) {
      for (const reason of each) {
        const { files, alone } = counts.get(reason) ?? { files: 0, alone: 0 };
        counts.set(reason, { files: files + 1, alone: alone + (each.length === 1 ? 1 : 0) });
      }
    }
    const most = [...counts]
      .toSorted(([, a], [, b]) => b.files - a.files || b.alone - a.alone)
      .slice(0, SHOWN);
    return [
      `${platform}: ${whole} of ${imported.length} files without a refusal (${percent(whole, imported.length)}).`,
      ...most.map(
        ([reason, { files, alone }]) => `  ${files} files, ${alone} of them by this alone: ${reason}`,
      ),
    ];
  });
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
