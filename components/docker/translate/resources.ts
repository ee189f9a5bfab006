import type { ContainerArgs } from "@pulumi/docker";
import type { Resources } from "../../application/index.ts";

const MEBIBYTE = 1024 * 1024;

/** Docker's own scheduling period, in microseconds. */
const CPU_PERIOD = 100_000;

/** What a container can use at most, and what it is promised. */
export interface ContainerResources {
  /** Amounts that are infinite are not limited. */
  readonly limits: Resources;
  readonly reservations: Pick<Resources, "memory">;
  /** Whether the engine can limit swap. */
  readonly limitsSwap: boolean;
}

/** Limits in the very words in which the provider reads them back: any others it would take for a change. */
export function translateResources({ limits, reservations, limitsSwap }: ContainerResources): ResourceArgs {
  return {
    ...translateCpus(limits.cpus),
    ...translateMemory(limits.memory, limitsSwap),
    memoryReservation: Math.ceil(reservations.memory / MEBIBYTE),
  };
}

type ResourceArgs = Pick<
  ContainerArgs,
  "cpus" | "cpuPeriod" | "cpuQuota" | "memory" | "memorySwap" | "memoryReservation"
>;

function translateCpus(cpus: number): Pick<ContainerArgs, "cpus" | "cpuPeriod" | "cpuQuota"> {
  if (!Number.isFinite(cpus)) return {};
  const text = readBack(cpus);
  // The provider reads some amounts back as others; as a quota of the period, which is the same, it leaves them alone.
  return Number(text) === cpus
    ? { cpus: text }
    : { cpuPeriod: CPU_PERIOD, cpuQuota: Math.round(cpus * CPU_PERIOD) };
}

/** Nine decimals without the zeros at their end; one decimal where there are nine zeros, wherever those stand. */
function readBack(cpus: number): string {
  const text = cpus.toFixed(9);
  const zeros = text.split("0").length - 1;
  return zeros === 9 ? cpus.toFixed(1) : text.replace(/0+$/, "");
}

/** As much swap as memory is what Docker gives by itself; what it then says is their sum. */
function translateMemory(limit: number, limitsSwap: boolean): Pick<ContainerArgs, "memory" | "memorySwap"> {
  if (!Number.isFinite(limit)) return {};
  const memory = Math.ceil(limit / MEBIBYTE);
  return { memory, memorySwap: limitsSwap ? 2 * memory : -1 };
}
