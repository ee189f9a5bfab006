import { PassThrough } from "node:stream";
import type { KubeConfig } from "@kubernetes/client-node";
import { linesOf, splitTime } from "../log-line.ts";
import type { LogLine, LogOptions } from "../platform.ts";

/** A container of a pod. */
export interface PodContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** The lines that a pod's container wrote, with their times; none where it has not started. */
export async function* podLines(
  config: KubeConfig,
  { namespace, pod, container }: PodContainer,
  { follow, since, tail }: LogOptions,
  signal: AbortSignal,
): AsyncIterable<LogLine> {
  const { ApiException, Log } = await import("@kubernetes/client-node");
  const text = new PassThrough();
  try {
    const request = await new Log(config).log(namespace, pod, container, text, {
      follow,
      timestamps: true,
      ...(since === undefined ? {} : { sinceTime: new Date(since).toISOString() }),
      ...(tail === undefined ? {} : { tailLines: tail }),
    });
    signal.addEventListener("abort", () => {
      request.abort();
      text.end();
    });
  } catch (error) {
    // It waits to start, or it went away since it was listed.
    if (error instanceof ApiException && (error.code === 400 || error.code === 404)) return;
    throw error;
  }
  for await (const line of linesOf(text)) yield splitTime(line);
}
