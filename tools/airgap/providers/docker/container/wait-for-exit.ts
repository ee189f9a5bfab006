import type { Container } from "dockerode";
import { ifFound, tried } from "../engine/connect.ts";
import type { ContainerInputs } from "./fields.ts";

/** Bytes before each piece of a container's log: which stream it came from, and its length. */
const HEADER_BYTES = 8;
const LENGTH_OFFSET = 4;

/** Waits until the container ended, and returns its logs where they were asked for. Its exit code is not judged. */
export async function waitForExit(
  container: Container,
  { name, logs, tty }: ContainerInputs,
  signal: AbortSignal,
): Promise<string> {
  await container
    .wait({ abortSignal: signal })
    // Gone: with rm: true the engine removes it as soon as it ends.
    .catch(ifFound)
    .catch(tried(`waiting for the end of the container ${name}`));
  if (!logs) return "";
  const bytes = await container
    .logs({ stdout: true, stderr: true, follow: false })
    .catch(tried(`reading the logs of the container ${name}`));
  return tty ? bytes.toString("utf8") : demultiplexed(bytes).toString("utf8");
}

/** The log without the headers that tell stdout from stderr. */
export function demultiplexed(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at + HEADER_BYTES <= bytes.length;) {
    const end = at + HEADER_BYTES + bytes.readUInt32BE(at + LENGTH_OFFSET);
    pieces.push(bytes.subarray(at + HEADER_BYTES, end));
    at = end;
  }
  return Buffer.concat(pieces);
}
