import type Docker from "dockerode";

/**
 * The Docker Engine, found as the Docker provider finds it: DOCKER_HOST, else the local socket. The client is loaded
 * when it is wanted, since Pulumi does nothing else while a provider starts.
 */
export async function connect(): Promise<Docker> {
  const { default: Dockerode } = await import("dockerode");
  return new Dockerode();
}

/** What a command inside a container came to. */
export interface ExecResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a command inside a container and waits for its end. */
export async function exec(
  container: Docker.Container,
  command: readonly string[],
  user?: string,
): Promise<ExecResult> {
  const run = await container.exec({
    Cmd: [...command],
    AttachStdout: true,
    AttachStderr: true,
    ...(user === undefined ? {} : { User: user }),
  });
  const stream = await run.start({});
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  const { ExitCode } = await run.inspect();
  return { exitCode: ExitCode ?? -1, output: withoutFrames(Buffer.concat(chunks)) };
}

/** The last lines that a container wrote. */
export async function lastLogLines(container: Docker.Container, count: number): Promise<string> {
  const logs = await container.logs({ stdout: true, stderr: true, tail: count, follow: false });
  return withoutFrames(logs).trimEnd();
}

/**
 * Without a terminal, the engine sends output in frames: stream (1 byte), 3 zero bytes, length (4 bytes), content.
 * @see https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach
 */
export function withoutFrames(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let offset = 0; offset + 8 <= bytes.length;) {
    const end = offset + 8 + bytes.readUInt32BE(offset + 4);
    parts.push(bytes.subarray(offset + 8, end));
    offset = end;
  }
  return Buffer.concat(parts).toString("utf8");
}
