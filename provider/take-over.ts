import { MAIN_FILE } from "../components/docker/nginx/configuration-files.ts";
import { CONFIGURATION_FOLDER, NGINX_USER } from "../components/docker/nginx/container.ts";
import type { ExecResult } from "./engine.ts";

/** A line for the shell in nginx's container, and what it means when it fails. */
interface Step {
  readonly line: string;
  readonly user: string;
  readonly failure: string;
}

const STEPS: readonly Step[] = [
  {
    line: `nginx -t -q -c ${CONFIGURATION_FOLDER}/next/${MAIN_FILE}`,
    user: NGINX_USER,
    failure: "nginx refused the new configuration and keeps the one it has",
  },
  {
    line: `cd ${CONFIGURATION_FOLDER}; rm -rf previous; if [ -d current ]; then mv current previous; fi; mv next current`,
    user: "0:0",
    failure:
      "the new configuration could not be put in its place; nginx serves on with the one it has loaded",
  },
  {
    // Where nginx does not run yet it is about to start with this very configuration.
    line: `if [ -s /tmp/nginx.pid ]; then nginx -c ${CONFIGURATION_FOLDER}/current/${MAIN_FILE} -s reload; fi`,
    user: NGINX_USER,
    failure:
      "nginx could not be told to reload; it serves on with the configuration it has loaded, and takes the new one when it starts again",
  },
];

/**
 * Tests the configuration that lies beside the one in force, switches to it, and reloads nginx.
 *
 * @param run - runs a line in the shell of nginx's container
 * @throws saying what nginx does now, and what the step that failed said
 */
export async function takeOver(run: (line: string, user: string) => Promise<ExecResult>): Promise<void> {
  for (const { line, user, failure } of STEPS) {
    const { exitCode, output } = await run(line, user);
    if (exitCode !== 0) throw new Error(`load-balancer: ${failure}\n  ${output.trim()}`);
  }
}
