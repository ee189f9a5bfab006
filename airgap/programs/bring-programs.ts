import { findExecutable } from "../../base/executable.ts";
import { MuelleError } from "../../base/errors.ts";
import type { Environment } from "../../base/environment.ts";
import { DOCKER_CLIENT } from "../engine/client.ts";
import { installDebianFiles } from "../install/debian-files.ts";
import type { SetupContext } from "../setup/context.ts";
import { clientFolder } from "../setup/environment-of.ts";
import { CHECKERS, COMPOSE, LANGUAGE_HOSTS, SYFT } from "../tools.ts";
import { bringGoTools } from "./go-programs.ts";
import { bringLanguageHost } from "./language-hosts.ts";
import { bringPythonCheckers } from "./python-checkers.ts";

/** Where a program is found, and what it needs to run. */
type Place = Pick<Environment, "path" | "variables">;

const PROGRAMS: Readonly<Record<string, (context: SetupContext) => Promise<Place>>> = {
  docker: bringDockerClient,
  "docker-compose": (context) => bringGoTools(context, COMPOSE),
  syft: (context) => bringGoTools(context, SYFT),
  actionlint: (context) => bringGoTools(context, CHECKERS),
  "kube-score": (context) => bringGoTools(context, CHECKERS),
  checkov: bringPythonCheckers,
  hadolint: bringPythonCheckers,
  ...Object.fromEntries(
    LANGUAGE_HOSTS.map((host) => [host.name, (context: SetupContext) => bringLanguageHost(context, host)]),
  ),
};

/**
 * Brings programs into the cache, unless they are there.
 *
 * @throws MuelleError where there is none of a name, before anything is brought
 */
export async function bringPrograms(context: SetupContext, names: readonly string[]): Promise<Place> {
  const unknown = names.filter((name) => PROGRAMS[name] === undefined);
  if (unknown.length > 0) {
    const known = Object.keys(PROGRAMS).join(", ");
    throw new MuelleError(
      "No such program",
      unknown.map((path) => ({ path, message: `the programs are ${known}` })),
    );
  }
  const places: Place[] = [];
  for (const name of names) places.push((await PROGRAMS[name]?.(context)) ?? { path: [], variables: {} });
  return {
    path: [...new Set(places.flatMap(({ path }) => path))],
    variables: places.reduce((all, { variables }) => ({ ...all, ...variables }), {}),
  };
}

async function bringDockerClient({ folders: { cache }, env }: SetupContext): Promise<Place> {
  if (findExecutable("docker", env["PATH"] ?? "") === undefined)
    await installDebianFiles(cache, DOCKER_CLIENT);
  return { path: clientFolder(cache, env), variables: {} };
}
