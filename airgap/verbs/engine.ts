import { MuelleError } from "../../base/errors.ts";
import { engineLog, enginePid, startEngine, stopEngine } from "../engine/engine.ts";
import {
  knownRegistry,
  registryAnswers,
  registryPid,
  startRegistry,
  stopRegistry,
  type Registry,
} from "../registry/registry.ts";
import { goPartIsInstalled } from "../go-tool.ts";
import { DOCKER_ENGINE } from "../tools.ts";
import { probeEngine } from "../engine/probe-engine.ts";
import type { SetupContext } from "../setup/context.ts";
import type { Verb } from "./verb.ts";

const ACTIONS: Readonly<Record<string, (context: SetupContext) => Promise<number>>> = { status, start, stop };

/** `engine status|start|stop`: the Docker Engine that was started here; it leaves every other one alone. */
export const verb: Verb = async (context, [name = "status"]) => {
  const action = ACTIONS[name];
  if (action === undefined) {
    throw new MuelleError("No such action", [
      { path: `engine ${name}`, message: "the actions are status, start, stop" },
    ]);
  }
  return action(context);
};

async function status({ folders: { cache }, env, progress }: SetupContext): Promise<number> {
  const engine = await probeEngine(env);
  const pid = enginePid(cache);
  const registry = await knownRegistry(cache);
  const owner =
    pid === undefined
      ? "not started by Muelle"
      : `started by Muelle, process ${pid}, log ${engineLog(cache)}`;
  progress.line(
    engine.state === "answers"
      ? `Docker Engine ${engine.version} (API ${engine.api}): answers (${owner})`
      : `Docker Engine: does not answer (${engine.reason})`,
  );
  if (registry !== undefined)
    progress.line(`Registry of base images: ${await registryState(cache, registry)}`);
  return engine.state === "answers" ? 0 : 1;
}

async function registryState(cache: string, registry: Registry): Promise<string> {
  const pid = registryPid(cache, registry);
  if (pid !== undefined) return `answers at ${registry.host} (started by Muelle, process ${pid})`;
  return (await registryAnswers(registry))
    ? `answers at ${registry.host} (not started by Muelle)`
    : "stopped";
}

async function start(context: SetupContext): Promise<number> {
  const { folders, env } = context;
  const known = await knownRegistry(folders.cache);
  const registry = known === undefined ? undefined : await startRegistry(folders.cache);
  await startEngine({
    cache: folders.cache,
    built: goPartIsInstalled(folders.cache, DOCKER_ENGINE),
    env,
    ...(registry === undefined ? {} : { mirror: registry.host }),
  });
  return status(context);
}

async function stop({ folders: { cache }, progress }: SetupContext): Promise<number> {
  const registry = await knownRegistry(cache);
  const engineStopped = await stopEngine(cache);
  const registryStopped = registry !== undefined && (await stopRegistry(cache, registry));
  progress.line(
    engineStopped ? "Docker Engine: stopped." : "Docker Engine: none was started by Muelle; nothing to stop.",
  );
  if (registryStopped) progress.line("Registry of base images: stopped.");
  return 0;
}
