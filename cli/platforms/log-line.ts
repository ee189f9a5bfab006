import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { LogLine } from "./platform.ts";

/** The lines of a stream as they come. */
export function linesOf(stream: Readable): AsyncIterable<string> {
  return createInterface({ input: stream, crlfDelay: Infinity });
}

/** Docker and Kubernetes both write `TIME TEXT`. */
export function splitTime(line: string): LogLine {
  const space = line.indexOf(" ");
  return space < 0
    ? { time: line, text: "" }
    : { time: line.slice(0, space), text: line.slice(space + 1).replace(/\r$/, "") };
}
