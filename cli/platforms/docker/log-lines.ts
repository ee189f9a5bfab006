import { PassThrough, Readable } from "node:stream";
import type Docker from "dockerode";
import { splitTime, linesOf } from "../log-line.ts";
import type { LogLine, LogOptions } from "../platform.ts";

/** The lines that a container wrote, with their times. */
export async function* containerLines(
  engine: Docker,
  name: string,
  { follow, since, tail }: LogOptions,
  signal: AbortSignal,
): AsyncIterable<LogLine> {
  const container = engine.getContainer(name);
  const { Config } = await container.inspect();
  const options = {
    stdout: true,
    stderr: true,
    timestamps: true,
    ...(since === undefined ? {} : { since: since / 1000 }),
    ...(tail === undefined ? {} : { tail }),
  };
  const stream = follow
    ? await container.logs({ ...options, follow, abortSignal: signal })
    : Readable.from([await container.logs({ ...options, follow: false })]);
  const text = new PassThrough();
  // With a terminal the engine sends what was written, otherwise frames around it.
  if (Config.Tty) stream.pipe(text);
  else engine.modem.demuxStream(stream, text, text);
  const end = (): void => {
    text.end();
  };
  stream.on("end", end).on("close", end).on("error", end);
  signal.addEventListener("abort", end);
  for await (const line of linesOf(text)) yield splitTime(line);
}
