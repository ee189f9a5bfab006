import type Docker from "dockerode";
import type { DeployedService } from "../../stack/deployed.ts";
import { fieldsOf } from "../../stack/state.ts";
import { exitCodeOf, type Interrupt, withInterrupts } from "../../terminal/interrupts.ts";
import { type Terminal, withRawKeys } from "../../terminal/terminal.ts";
import { copyFiles } from "./copy-files.ts";
import { oneOffContainer } from "./one-off.ts";

/** Runs a command in a container that runs; returns its exit code. */
export async function execIn(
  engine: Docker,
  name: string,
  command: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const exec = await engine.getContainer(name).exec({
    Cmd: [...command],
    Tty: terminal.tty,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  await withRawKeys(terminal, async () => {
    const stream = await exec.start({ hijack: true, stdin: true, Tty: terminal.tty });
    followSize(terminal, (size) => exec.resize(size));
    await connected(engine, stream, terminal);
  });
  const { ExitCode } = await exec.inspect();
  return ExitCode ?? 1;
}

/**
 * Runs a command in a container of its own, made like one of the service's, and removes the container.
 *
 * @param like - a container of the service, running or not
 * @returns the command's exit code
 */
export async function runLike(
  engine: Docker,
  like: string,
  { files }: DeployedService,
  command: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const template = engine.getContainer(like);
  const size = terminal.size?.();
  const container = await engine.createContainer(
    oneOffContainer(await template.inspect(), {
      command,
      tty: terminal.tty,
      ...(size === undefined ? {} : { size }),
    }),
  );
  let signalled: number | undefined;
  const pass = (signal: Interrupt): void => {
    signalled = exitCodeOf(signal);
    // One that has ended already needs no signal.
    container.kill({ signal }).catch(() => undefined);
  };
  return withInterrupts(pass, async () => {
    try {
      // Secrets and configs that Pulumi copied into the service's containers: they are in no volume.
      if (files !== "encrypted") await copyFiles(template, container, files);
      return await attached(engine, container, terminal);
    } catch (error) {
      // The engine removes it with the command, but not before one was started.
      await container.remove({ force: true }).catch(() => undefined);
      if (signalled !== undefined) return signalled;
      throw error;
    }
  });
}

async function attached(engine: Docker, container: Docker.Container, terminal: Terminal): Promise<number> {
  const stream = await container.attach({
    hijack: true,
    stream: true,
    stdin: true,
    stdout: true,
    stderr: true,
  });
  // Asked before it starts, for afterwards it may be gone; answered when it is gone.
  const ended: Promise<unknown> = container.wait({ condition: "removed" });
  return withRawKeys(terminal, async () => {
    await container.start();
    followSize(terminal, (size) => container.resize(size));
    await connected(engine, stream, terminal);
    return Number(fieldsOf(await ended)["StatusCode"]);
  });
}

/** Joins the terminal to a stream of the engine until that ends. */
async function connected(engine: Docker, stream: NodeJS.ReadWriteStream, terminal: Terminal): Promise<void> {
  const { stdin, stdout, stderr, tty } = terminal;
  if (tty) stream.pipe(stdout, { end: false });
  else engine.modem.demuxStream(stream, stdout, stderr);
  // Where the command ends first, what was not read of it is nobody's.
  stream.on("error", () => undefined);
  stdin.pipe(stream);
  await new Promise<void>((resolve) => {
    stream.once("end", resolve).once("close", resolve);
  });
  stdin.unpipe(stream);
}

function followSize(
  { size, onResize }: Terminal,
  resize: (size: { readonly h: number; readonly w: number }) => Promise<unknown>,
): void {
  const tell = (): void => {
    const now = size?.();
    // The command may have ended by now.
    if (now !== undefined) resize({ h: now.rows, w: now.columns }).catch(() => undefined);
  };
  tell();
  onResize(tell);
}
