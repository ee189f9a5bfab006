import { MAIN_FILE } from "../components/docker/nginx/configuration-files.ts";
import {
  CONFIGURATION_FOLDER,
  CURRENT,
  GENERATIONS,
  NGINX_USER,
  PREVIOUS,
} from "../components/docker/nginx/container.ts";
import type { ExecResult } from "./engine.ts";

/** Runs a line in the shell of nginx's container. */
export type RunInNginx = (line: string, user: string) => Promise<ExecResult>;

/** A line for the shell in nginx's container, and what it means when it fails. */
interface Step {
  readonly line: string;
  readonly user: string;
  readonly failure: string;
}

const ROOT = "0:0";

/** A link on its way to its place. */
const NEW_LINK = "new-link";

/** Where the folder of an earlier version of Muelle goes, which had no links. */
const BEFORE_LINKS = `${GENERATIONS}/before-links`;

/**
 * Lets `current` lead to another folder. A rename replaces a link at once, so that whoever starts nginx at any moment
 * finds a whole configuration, and after a power loss too: the files are on the disk before the link is. A folder from
 * before there were links changes places with the link, which is as sudden; `mv` can do that since coreutils 9.5.
 */
function switchTo(folder: string): string {
  const place = (target: string, link: string): string =>
    `rm -rf ${NEW_LINK}; ln -s "${target}" ${NEW_LINK}; mv -T ${NEW_LINK} ${link}`;
  return [
    `cd ${CONFIGURATION_FOLDER}`,
    `sync $(find ${folder})`,
    `if [ ! -L ${PREVIOUS} ]; then rm -rf ${PREVIOUS}; fi`,
    `if [ -d ${CURRENT} ] && [ ! -L ${CURRENT} ]; then`,
    `  rm -rf ${BEFORE_LINKS} ${NEW_LINK}; ln -s ${folder} ${NEW_LINK}`,
    `  if mv --exchange -T ${NEW_LINK} ${CURRENT} 2>/dev/null; then mv -T ${NEW_LINK} ${BEFORE_LINKS}`,
    `  else mv -T ${CURRENT} ${BEFORE_LINKS}; mv -T ${NEW_LINK} ${CURRENT}; fi`,
    `  ${place(BEFORE_LINKS, PREVIOUS)}`,
    `else`,
    `  if [ -L ${CURRENT} ]; then ${place(`$(readlink ${CURRENT})`, PREVIOUS)}; fi`,
    `  ${place(folder, CURRENT)}`,
    `fi`,
    `sync .`,
  ].join("\n");
}

function stepsTo(folder: string): readonly Step[] {
  return [
    {
      line: `nginx -t -q -c ${CONFIGURATION_FOLDER}/${folder}/${MAIN_FILE}`,
      user: NGINX_USER,
      failure: "nginx refused the new configuration and keeps the one it has",
    },
    {
      line: switchTo(folder),
      user: ROOT,
      failure:
        "the new configuration could not be put in its place; nginx serves on with the one it has loaded",
    },
    {
      // Where nginx does not run yet it is about to start with this very configuration.
      line: `if [ -s /tmp/nginx.pid ]; then nginx -c ${CONFIGURATION_FOLDER}/${CURRENT}/${MAIN_FILE} -s reload; fi`,
      user: NGINX_USER,
      failure:
        "nginx could not be told to reload; it serves on with the configuration it has loaded, and takes the new one when it starts again",
    },
  ];
}

/**
 * Tests the configuration in a folder, switches to it, and reloads nginx.
 *
 * @param folder - within the folder of all configurations
 * @throws saying what nginx does now, and what the step that failed said
 */
export async function takeOver(run: RunInNginx, folder: string): Promise<void> {
  for (const { line, user, failure } of stepsTo(folder)) {
    const { exitCode, output } = await run(line, user);
    if (exitCode !== 0) throw new Error(`load-balancer: ${failure}\n  ${output.trim()}`);
  }
}

/** Removes all configurations but the one in force and the one before it, and what interrupted updates left. */
export async function removeOld(run: RunInNginx): Promise<void> {
  const line = [
    `cd ${CONFIGURATION_FOLDER}`,
    // Earlier versions of Muelle tested a configuration in a folder of this name.
    `rm -rf ${NEW_LINK} next`,
    `for folder in ${GENERATIONS}/*; do`,
    `  if [ "$folder" != "$(readlink ${CURRENT})" ] && [ "$folder" != "$(readlink ${PREVIOUS})" ]; then rm -rf "$folder"; fi`,
    `done`,
  ].join("\n");
  const { exitCode, output } = await run(line, ROOT);
  if (exitCode !== 0)
    throw new Error(`load-balancer: old configurations could not be removed\n  ${output.trim()}`);
}
