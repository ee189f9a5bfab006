import { readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type Docker from "dockerode";
import * as v from "valibot";
import { MuelleError } from "../../../components/application/errors.ts";
import { textOf } from "../../stack/state.ts";

/**
 * The address of the engine that an application runs on, found as the Docker provider finds it: a Docker context
 * first, then a host, each as the provider was given it or as the environment names it.
 *
 * @param provider - the provider's inputs
 * @returns undefined for the engine's usual socket
 */
export function engineHost(
  provider: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
  hostOfContext: (name: string) => string = readContext,
): string | undefined {
  const context = textOf(provider["context"]) ?? textOf(env["DOCKER_CONTEXT"]);
  if (context !== undefined && context !== "default") return hostOfContext(context);
  return textOf(provider["host"]) ?? textOf(env["DOCKER_HOST"]);
}

/**
 * Connects to the engine.
 * @throws {MuelleError} where none answers
 */
export async function connectEngine(
  provider: Readonly<Record<string, unknown>>,
  env: NodeJS.ProcessEnv,
): Promise<Docker> {
  const host = engineHost(provider, env);
  // The client reads certificates, SSH and sockets out of this variable, and out of nothing else.
  if (host !== undefined) process.env["DOCKER_HOST"] = host;
  const { default: Dockerode } = await import("dockerode");
  const engine = new Dockerode();
  try {
    await engine.ping();
  } catch (error) {
    const message = `it does not answer: ${error instanceof Error ? error.message : String(error)}`;
    throw new MuelleError("There is no Docker Engine.", [
      { path: host ?? "the engine's usual socket", message, hint: "Start it, or set DOCKER_HOST." },
    ]);
  }
  return engine;
}

const meta = v.object({
  Name: v.string(),
  Endpoints: v.object({ docker: v.object({ Host: v.string() }) }),
});

/** The host of a context that `docker context create` has made. */
function readContext(name: string): string {
  const folder = join(homedir(), ".docker", "contexts", "meta");
  try {
    for (const entry of readdirSync(folder)) {
      const { Name, Endpoints } = v.parse(
        meta,
        JSON.parse(readFileSync(join(folder, entry, "meta.json"), "utf8")),
      );
      if (Name === name) return Endpoints.docker.Host;
    }
  } catch {
    // Told below: to the user it is one and the same.
  }
  throw new MuelleError("There is no such Docker context.", [
    { path: `DOCKER_CONTEXT=${name}`, message: `${folder} has none of this name`, hint: "docker context ls" },
  ]);
}
