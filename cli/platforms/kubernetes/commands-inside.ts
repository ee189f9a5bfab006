import { randomBytes } from "node:crypto";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { CoreV1Api, KubeConfig, V1Pod, V1PodTemplateSpec, V1Status } from "@kubernetes/client-node";
import { MuelleError } from "../../../components/application/errors.ts";
import { exitCodeOf, withInterrupts } from "../../terminal/interrupts.ts";
import { type Terminal, withRawKeys } from "../../terminal/terminal.ts";
import type { PodContainer } from "./log-lines.ts";
import { oneOffPod } from "./one-off.ts";

/** Between two looks at a pod, in milliseconds. */
const PAUSE = 250;

/** Why a pod will not start, however long one waits. */
const HOPELESS =
  /^(?:Err|ImagePullBackOff|InvalidImageName|CreateContainer|RunContainerError|CrashLoopBackOff)/;

/** Runs a command in a pod; returns its exit code. */
export async function execIn(
  config: KubeConfig,
  { namespace, pod, container }: PodContainer,
  command: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const { Exec } = await import("@kubernetes/client-node");
  const { tty, stdin, stdout, stderr } = terminal;
  return withRawKeys(
    terminal,
    () =>
      new Promise<number>((resolve, reject) => {
        new Exec(config)
          .exec(
            namespace,
            pod,
            container,
            [...command],
            stdout,
            tty ? null : stderr,
            stdin,
            tty,
            (status) => {
              exitCodeOfStatus(pod, status).then(resolve, reject);
            },
          )
          .then((socket: unknown) => {
            onClose(socket, () => {
              // After the status this comes too late to count.
              reject(broken(pod, "the cluster closed the connection"));
            });
          })
          .catch((error: unknown) => {
            reject(broken(pod, messageOf(error)));
          });
      }),
  );
}

/** What a one-off command needs of the cluster. */
export interface OneOffRun {
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly namespace: string;
  readonly service: string;
  readonly template: V1PodTemplateSpec;
  readonly command: readonly string[];
}

/** Runs a command in a pod of its own, and deletes the pod; returns the command's exit code. */
export async function runPod(run: OneOffRun, terminal: Terminal): Promise<number> {
  const { core, namespace, service, template, command } = run;
  const name = `${service.slice(0, 50)}-run-${randomBytes(4).toString("hex")}`;
  const remove = (): Promise<unknown> =>
    core.deleteNamespacedPod({ name, namespace, gracePeriodSeconds: 1 }).catch(() => undefined);
  const abort = new AbortController();
  let interrupted: number | undefined;
  return withInterrupts(
    (signal) => {
      interrupted = exitCodeOf(signal);
      abort.abort();
    },
    async () => {
      try {
        const body = oneOffPod(template, { name, service, command, tty: terminal.tty });
        await core.createNamespacedPod({ namespace, body });
        const aborted = new Promise<undefined>((resolve) => {
          abort.signal.addEventListener("abort", () => {
            resolve(undefined);
          });
        });
        const exitCode = await Promise.race([attached(run, name, terminal), aborted]);
        return exitCode ?? interrupted ?? 1;
      } finally {
        await remove();
      }
    },
  );
}

async function attached(
  { config, core, namespace, service }: OneOffRun,
  pod: string,
  terminal: Terminal,
): Promise<number> {
  await waitFor(core, namespace, pod, hasStarted);
  const { Attach, Log } = await import("@kubernetes/client-node");
  const attach = new Attach(config);
  const { tty, stdin, stdout } = terminal;
  await withRawKeys(terminal, async () => {
    if (tty) {
      const socket: unknown = await attach.attach(namespace, pod, service, stdout, null, stdin, true);
      await new Promise<void>((resolve) => {
        onClose(socket, resolve);
      });
      return;
    }
    // A short command has ended before anybody is attached: what it says is read from its log, which has all of it,
    // but does not tell its two streams apart.
    const output = new PassThrough();
    output.pipe(stdout, { end: false });
    await new Log(config).log(namespace, pod, service, output, { follow: true });
    // Only its input goes this way. It may have ended already.
    attach.attach(namespace, pod, service, null, null, stdin, false).catch(() => undefined);
    await new Promise<void>((resolve) => {
      output.once("end", resolve).once("close", resolve);
    });
  });
  return waitFor(core, namespace, pod, exitCodeOfPod);
}

/** Looks at a pod until `answer` has one. */
async function waitFor<T>(
  core: CoreV1Api,
  namespace: string,
  name: string,
  answer: (pod: V1Pod) => T | undefined,
): Promise<T> {
  for (;;) {
    const found = answer(await core.readNamespacedPod({ name, namespace }));
    if (found !== undefined) return found;
    await sleep(PAUSE);
  }
}

function hasStarted(pod: V1Pod): true | undefined {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  for (const { state } of statuses) {
    const { reason = "", message = reason } = state?.waiting ?? {};
    if (HOPELESS.test(reason))
      throw new MuelleError("The command did not start.", [{ path: pod.metadata?.name ?? "", message }]);
  }
  const state = pod.status?.containerStatuses?.[0]?.state;
  return state?.running !== undefined || state?.terminated !== undefined || isOver(pod) ? true : undefined;
}

function exitCodeOfPod(pod: V1Pod): number | undefined {
  const code = pod.status?.containerStatuses?.[0]?.state?.terminated?.exitCode;
  return code ?? (isOver(pod) ? 1 : undefined);
}

function isOver({ status }: V1Pod): boolean {
  return status?.phase === "Failed" || status?.phase === "Succeeded";
}

/** What the cluster says when a command has ended. */
async function exitCodeOfStatus(pod: string, { status, message, details }: V1Status): Promise<number> {
  if (status === "Success") return 0;
  const code = details?.causes?.find(({ reason }) => reason === "ExitCode")?.message;
  if (code !== undefined) return Promise.resolve(Number(code));
  throw broken(pod, message ?? "the command could not be run");
}

/** The client's sockets have types of a package that is not there. */
function onClose(socket: unknown, listener: () => void): void {
  if (typeof socket === "object" && socket !== null) Object.assign(socket, { onclose: listener });
}

function broken(pod: string, message: string): MuelleError {
  return new MuelleError("The command could not be run.", [{ path: pod, message }]);
}

function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
