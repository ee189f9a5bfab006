import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process that cannot be mistaken for a later one with the same number, not even after a reboot. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Ticks from the machine's boot to the process's start. */
  readonly started: string;
  /** Which boot. */
  readonly boot: string;
}

/** Who runs under that number now; undefined when nobody does, or only a dead child that nobody has collected. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const { state, started } = parseStat(stat);
  return state === "Z" || state === "X" ? undefined : { pid, started, boot: bootId() };
}

/** Whether that very process still runs. */
export function isRunning(process: ProcessIdentity): boolean {
  const now = identify(process.pid);
  return now?.started === process.started && now.boot === process.boot;
}

/** Sends a signal to that very process; false when it is gone. */
export function signalProcess(target: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isRunning(target)) return false;
  try {
    return process.kill(target.pid, signal);
  } catch {
    return false;
  }
}

/** A process as the system shows it. */
export interface RunningProcess {
  readonly identity: ProcessIdentity;
  /** The file that it runs. */
  readonly executable: string;
  readonly args: readonly string[];
}

/** Every process that this user may look at. */
export function runningProcesses(): readonly RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const identity = identify(Number(name));
      const executable = readLink(`/proc/${name}/exe`);
      const args = read(`/proc/${name}/cmdline`);
      if (identity === undefined || executable === undefined || args === undefined) return [];
      return [{ identity, executable, args: args.split("\0") }];
    });
}

/** State and start time in a line of /proc/PID/stat; the name before them may hold spaces and brackets. */
export function parseStat(stat: string): { readonly state: string; readonly started: string } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  if (state === undefined || started === undefined) throw new Error(`not a line of /proc/PID/stat: ${stat}`);
  return { state, started };
}

let boot: string | undefined;

function bootId(): string {
  boot ??= readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return boot;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
