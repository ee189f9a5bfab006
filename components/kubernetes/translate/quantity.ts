import type { Bytes } from "../../application/index.ts";

const UNITS = [
  ["Gi", 1024 ** 3],
  ["Mi", 1024 ** 2],
  ["Ki", 1024],
] as const;

/** Processors in the spelling that the API server gives back: `1`, `100m`. */
export function cpuQuantity(cpus: number): string {
  const thousandths = Math.max(1, Math.ceil(Number((cpus * 1000).toFixed(6))));
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

/** An amount of memory or storage in the spelling that the API server gives back: `64Mi`, `1Gi`. */
export function byteQuantity(bytes: Bytes): string {
  const unit = UNITS.find(([, size]) => bytes >= size && bytes % size === 0);
  return unit === undefined ? String(bytes) : `${bytes / unit[1]}${unit[0]}`;
}
