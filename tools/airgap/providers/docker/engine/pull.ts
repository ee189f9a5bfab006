import type { ImageInspectInfo } from "dockerode";
import { fromJson, isProperties, type Log, type Value } from "../../kit/index.ts";
import { ifFound, tried, type Engine } from "./connect.ts";
import { registryOf } from "./registry-auth.ts";

/** How often the progress of a pull is shown, at most. */
const PROGRESS_MS = 500;

/** The local image, else the pulled one. @throws where it can be had nowhere */
export async function findOrPull(
  engine: Engine,
  name: string,
  platform: string | undefined,
  log: Log,
  signal: AbortSignal,
): Promise<ImageInspectInfo> {
  const local = await engine.docker.getImage(name).inspect().catch(ifFound);
  if (local !== undefined) return local;
  await pull(engine, name, platform, log, signal).catch(tried(`pulling the image ${name}`));
  return engine.docker
    .getImage(name)
    .inspect()
    .catch(tried(`reading the image ${name} after it was pulled`));
}

async function pull(
  engine: Engine,
  name: string,
  platform: string | undefined,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const authconfig = engine.credentials.get(registryOf(name));
  const stream = await engine.docker.pull(withTag(name), {
    abortSignal: signal,
    ...(platform === undefined ? {} : { platform }),
    ...(authconfig === undefined ? {} : { authconfig }),
  });
  const layers = new Map<string, string>();
  let shown = 0;
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) record(line, layers);
    if (Date.now() - shown < PROGRESS_MS) continue;
    shown = Date.now();
    log.status(progressOf(name, layers));
  }
}

/** The engine pulls every tag of a repository where none is named. */
export function withTag(name: string): string {
  return /@sha256:|:[^/]+$/.test(name) ? name : `${name}:latest`;
}

/** Notes one line of the engine's answer. @throws where it is an error */
function record(line: string, layers: Map<string, string>): void {
  if (line.trim() === "") return;
  const message: Value = fromJson(line);
  if (!isProperties(message)) return;
  if (typeof message.error === "string") throw new Error(message.error);
  if (typeof message.id === "string" && typeof message.status === "string") {
    layers.set(message.id, message.status);
  }
}

function progressOf(name: string, layers: ReadonlyMap<string, string>): string {
  const done = [...layers.values()].filter((status) => /complete|exists/i.test(status)).length;
  return `pulling ${name}: ${done} of ${layers.size} layers`;
}
