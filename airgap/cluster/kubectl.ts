import { MuelleError } from "../../base/errors.ts";
import { run, tryRun } from "../../base/run.ts";
import type { Manifest } from "./addons/manifest.ts";

/** The command line, as the administrator of this cluster and of no other. */
export interface Kubectl {
  readonly command: string;
  readonly kubeconfig: string;
}

function connection({ kubeconfig }: Kubectl): readonly string[] {
  // Its cache of what the API server knows goes away with the cluster.
  return [`--kubeconfig=${kubeconfig}`, "--context=muelle", `--cache-dir=${kubeconfig}-cache`];
}

/** Makes the objects what they are said to be; doing it twice is doing it once. */
export async function apply(kubectl: Kubectl, what: string, manifests: readonly Manifest[]): Promise<void> {
  const list = { apiVersion: "v1", kind: "List", items: manifests };
  await applyText(kubectl, what, ["--filename=-"], JSON.stringify(list));
}

/** Applies files, such as those of a Go module. */
export async function applyFiles(kubectl: Kubectl, what: string, files: readonly string[]): Promise<void> {
  await applyText(
    kubectl,
    what,
    files.map((file) => `--filename=${file}`),
  );
}

async function applyText(
  kubectl: Kubectl,
  what: string,
  files: readonly string[],
  input = "",
): Promise<void> {
  const args = ["apply", "--server-side", "--force-conflicts", "--field-manager=muelle-cluster", ...files];
  await run(what, kubectl.command, [...connection(kubectl), ...args], { input });
}

/** Asks the API server; undefined when it does not answer or knows no such thing. */
export async function get(kubectl: Kubectl, args: readonly string[]): Promise<string | undefined> {
  const { code, stdout } = await tryRun(kubectl.command, [
    ...connection(kubectl),
    "--request-timeout=5s",
    "get",
    ...args,
  ]);
  return code === 0 ? stdout : undefined;
}

/**
 * Waits for a condition.
 *
 * @throws MuelleError with what the objects say of themselves
 */
export async function waitFor(
  kubectl: Kubectl,
  subject: readonly string[],
  condition: string,
  seconds: number,
): Promise<void> {
  const { code, stderr } = await tryRun(kubectl.command, [
    ...connection(kubectl),
    "wait",
    ...subject,
    `--for=condition=${condition}`,
    `--timeout=${seconds}s`,
  ]);
  if (code === 0) return;
  const { stdout } = await tryRun(kubectl.command, [...connection(kubectl), "describe", ...subject]);
  throw new MuelleError("The cluster does not get ready", [
    { path: subject.join(" "), message: `not ${condition} after ${seconds} s: ${stderr}\n${lastOf(stdout)}` },
  ]);
}

const DESCRIBED_LINES = 25;

function lastOf(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .slice(-DESCRIBED_LINES)
    .map((line) => `      ${line}`)
    .join("\n");
}
