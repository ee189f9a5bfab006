import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  /** Its program and arguments, divided by spaces. */
  readonly command: string;
}

/** The processes that work in a folder or below it. */
export function processesIn(directory: string): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        if (!`${readlinkSync(`/proc/${name}/cwd`)}/`.startsWith(`${directory}/`)) return [];
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        // One that ended and was not waited for has no command any more.
        return command === "" ? [] : [{ pid: Number(name), command }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}
