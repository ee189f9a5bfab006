import { accessSync, constants } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Where the Docker CLI looks for plugins that come with it. */
const SYSTEM_FOLDERS = [
  "/usr/local/lib/docker/cli-plugins",
  "/usr/local/libexec/docker/cli-plugins",
  "/usr/lib/docker/cli-plugins",
  "/usr/libexec/docker/cli-plugins",
];

/**
 * Finds buildx, which is called directly: by way of `docker` it would be looked for in the Docker configuration, and
 * that is another one while a build logs in to a registry.
 * @throws where there is none
 */
export function findBuildx(env: NodeJS.ProcessEnv = process.env): string {
  const candidates = [
    ...folders(env["DOCKER_CLI_PLUGIN_EXTRA_DIRS"]).map((folder) => join(folder, "docker-buildx")),
    join(dockerConfigFolder(env), "cli-plugins", "docker-buildx"),
    ...folders(env["PATH"]).map((folder) => join(folder, "docker-buildx")),
    ...SYSTEM_FOLDERS.map((folder) => join(folder, "docker-buildx")),
    ...folders(env["PATH"]).map((folder) => join(folder, "buildx")),
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    "building images needs buildx, and there is no docker-buildx among the Docker CLI's plugins or on the PATH; " +
      "`npm start` brings it, or install your system's docker-buildx package",
  );
}

/** The folder of the Docker CLI's configuration. */
export function dockerConfigFolder(env: NodeJS.ProcessEnv = process.env): string {
  const given = env["DOCKER_CONFIG"] ?? "";
  return given === "" ? join(homedir(), ".docker") : given;
}

function folders(list: string | undefined): readonly string[] {
  return (list ?? "").split(delimiter).filter((folder) => folder !== "");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
