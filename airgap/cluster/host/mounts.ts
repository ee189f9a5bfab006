import { readFileSync } from "node:fs";
import { tryRun } from "../../../base/run.ts";

/** The mount points below a folder in the text of /proc/self/mountinfo, the innermost and latest first. */
export function mountsBelow(mountinfo: string, folder: string): readonly string[] {
  return mountinfo
    .split("\n")
    .map((line) => unescape(line.split(" ")[4] ?? ""))
    .filter((point) => point.startsWith(`${folder}/`))
    .toReversed();
}

/** Spaces and the like are written as octal numbers. */
function unescape(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** Unmounts everything below a folder; returns what is still mounted. */
export async function unmountBelow(folder: string): Promise<readonly string[]> {
  const points = currentMounts(folder);
  const BATCH = 50;
  for (let index = 0; index < points.length; index += BATCH) {
    // Lazily: a dying process may hold one for a moment, and nothing is to be kept.
    await tryRun("umount", ["--lazy", ...points.slice(index, index + BATCH)]);
  }
  return currentMounts(folder);
}

function currentMounts(folder: string): readonly string[] {
  return mountsBelow(readFileSync("/proc/self/mountinfo", "utf8"), folder);
}
