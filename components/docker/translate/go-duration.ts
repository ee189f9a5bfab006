import type { Milliseconds } from "../../application/index.ts";

/**
 * A duration as Go prints it ("1m30s", "1m0s", "500ms"). The Docker provider reads durations back in this form, so
 * any other spelling of the same time would look like a change after a refresh.
 */
export function goDuration(time: Milliseconds): string {
  if (time === 0) return "0s";
  if (time < 1000) return `${time}ms`;
  const seconds = time / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = `${Number((seconds % 60).toFixed(3))}s`;
  if (hours > 0) return `${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${minutes}m${rest}` : rest;
}
