import { join } from "node:path";
import { probeBaseImages } from "../base-images/probe.ts";
import { missingForEngine } from "../engine/build-tools.ts";
import { enginePid } from "../engine/engine.ts";
import { goPartIsInstalled } from "../go-tool.ts";
import { probeProviders } from "../plugins/probe.ts";
import { knownRegistry, registryAnswers } from "../registry/registry.ts";
import { CONTAINER_RUNTIME, DOCKER_ENGINE, PULUMI_CLI } from "../tools.ts";
import { hasSystemd, probeEngine } from "../engine/probe-engine.ts";
import { findExecutable } from "../../base/executable.ts";
import { tryRun } from "../../base/run.ts";
import { officialCliIsInstalled } from "../pulumi/official-cli.ts";
import type { SetupContext } from "./context.ts";
import type { Facts, MachineFacts, PulumiFacts } from "./facts.ts";
import { goVersion } from "./go.ts";
import { probeReachable } from "./reachable.ts";

/**
 * Looks at the machine.
 *
 * @param providers the providers that are wanted
 * @param thorough asks the download hosts again instead of remembering what they answered
 */
export async function probe(
  context: SetupContext,
  providers: readonly string[],
  thorough: boolean,
): Promise<Facts> {
  const { folders, env } = context;
  const registry = await knownRegistry(folders.cache);
  const [machine, pulumi, engine, reachable, buildx, registryUp] = await Promise.all([
    probeMachine(env),
    probePulumi(context),
    probeEngine(env),
    probeReachable(folders.cache, thorough),
    works("docker", ["buildx", "version"], env),
    registry === undefined ? false : registryAnswers(registry),
  ]);
  // Where Docker Hub answers nobody needs to know about images made here.
  const baseImages = reachable.dockerHub
    ? []
    : await probeBaseImages(registry, engine.state === "answers", env);
  return {
    machine: {
      ...machine,
      missingForEngine: engine.state === "answers" ? [] : await missingForEngine(env),
    },
    pulumi,
    engine: engine.state === "answers" ? { ...engine, ours: enginePid(folders.cache) !== undefined } : engine,
    reachable,
    buildx,
    builtEngine: {
      "container-runtime": goPartIsInstalled(folders.cache, CONTAINER_RUNTIME),
      "docker-engine": goPartIsInstalled(folders.cache, DOCKER_ENGINE),
    },
    ...(registry === undefined ? {} : { registry: { host: registry.host, answers: registryUp } }),
    providers: probeProviders(context, providers),
    baseImages,
  };
}

async function probeMachine(env: NodeJS.ProcessEnv): Promise<Omit<MachineFacts, "missingForEngine">> {
  const path = env["PATH"] ?? "";
  const go = await goVersion(env);
  return {
    os: process.platform,
    root: process.getuid?.() === 0,
    apt: findExecutable("apt-get", path) !== undefined,
    systemd: hasSystemd(),
    ...(go === undefined ? {} : { go }),
    mmdebstrap: findExecutable("mmdebstrap", path) !== undefined,
    dockerClient: findExecutable("docker", path) !== undefined,
  };
}

async function probePulumi({ folders, env }: SetupContext): Promise<PulumiFacts> {
  const own = join(folders.cache, "parts");
  const path = (env["PATH"] ?? "")
    .split(":")
    .filter((folder) => !folder.startsWith(own))
    .join(":");
  const executable = findExecutable("pulumi", path);
  const onPath = executable === undefined ? undefined : await pulumiVersion(executable, env);
  return {
    ...(onPath === undefined ? {} : { onPath }),
    official: officialCliIsInstalled(folders.cache),
    built: goPartIsInstalled(folders.cache, PULUMI_CLI),
  };
}

async function pulumiVersion(executable: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const { code, stdout } = await tryRun(executable, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return code === 0 ? stdout.trim().replace(/^v/, "") : undefined;
}

async function works(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  return (await tryRun(command, args, { env })).code === 0;
}
