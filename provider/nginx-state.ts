import type { ConfigurationFiles } from "../components/docker/nginx/configuration-files.ts";
import { MAIN_FILE } from "../components/docker/nginx/configuration-files.ts";
import { CONFIGURATION_FOLDER, CURRENT, NGINX_USER } from "../components/docker/nginx/container.ts";
import { HEALTH_PATH } from "../components/docker/nginx/render-configuration.ts";
import { PROBER_MOUNT } from "../components/docker/translate/healthcheck.ts";
import type { RunInNginx } from "./take-over.ts";

/** What there is of a configuration. */
export interface NginxState {
  /** The files in force by path. */
  readonly files: Readonly<Record<string, string>>;
  /** The generation that nginx's workers tell; undefined where nginx does not answer. */
  readonly served: string | undefined;
}

/** Reads the configuration in force, and asks nginx which one it has loaded. */
export async function readNginx(run: RunInNginx, port: number): Promise<NginxState> {
  const line = [
    `${PROBER_MOUNT}/busybox wget -q -T 1 -O - http://127.0.0.1:${port}${HEALTH_PATH} 2>/dev/null || true`,
    // What separates the pieces is in none of them: paths and nginx's configuration are text.
    `printf '\\0'`,
    `cd ${CONFIGURATION_FOLDER}/${CURRENT} 2>/dev/null || exit 0`,
    `for file in ${MAIN_FILE} servers/*; do`,
    `  if [ -f "$file" ]; then printf '%s\\0' "$file"; cat "$file"; printf '\\0'; fi`,
    `done`,
  ].join("\n");
  const { exitCode, output } = await run(line, NGINX_USER);
  if (exitCode !== 0)
    throw new Error(`load-balancer: its configuration could not be read\n  ${output.trim()}`);
  const [told = "", ...pieces] = output.split("\0");
  const files: Record<string, string> = {};
  for (let index = 0; index + 1 < pieces.length; index += 2)
    files[pieces[index] ?? ""] = pieces[index + 1] ?? "";
  return { files, served: /"generation":"([^"]*)"/.exec(told)?.[1] };
}

/**
 * The generation, where everything is as it should be; else what is not, in words.
 *
 * @param wanted - what was brought to nginx last
 */
export function describeNginx(wanted: ConfigurationFiles, { files, served }: NginxState): string {
  const changed = [...new Set([...Object.keys(wanted.files), ...Object.keys(files)])]
    .filter((path) => wanted.files[path] !== files[path])
    .sort();
  const loaded = served === undefined || served === wanted.generation ? [] : [`nginx serves ${served}`];
  const lying = changed.length === 0 ? [] : [`changed files: ${changed.join(", ")}`];
  return [...loaded, ...lying].join("; ") || wanted.generation;
}
