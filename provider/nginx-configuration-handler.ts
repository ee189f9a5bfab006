import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import {
  configurationFiles,
  type ConfigurationFiles,
  type Servers,
  transition,
} from "../components/docker/nginx/configuration-files.ts";
import { CONFIGURATION_FOLDER, GENERATIONS } from "../components/docker/nginx/container.ts";
import { connect, exec, lastLogLines } from "./engine.ts";
import { type Handler, numberOf, stringOf, stringsOf } from "./handler.ts";
import { describeNginx, readNginx } from "./nginx-state.ts";
import { removeOld, type RunInNginx, takeOver } from "./take-over.ts";

export interface NginxConfigurationInputs {
  /** Id of the load balancer's container. */
  readonly container: string;
  /** The main file. */
  readonly configuration: string;
  readonly servers: Servers;
  /** Port of the HTTP listener inside the container. */
  readonly port: number;
}

/** The inputs, and what was found beside them. */
export interface FoundNginxConfiguration extends NginxConfigurationInputs {
  /** Short name of the configuration that nginx serves; where it is not the one that Muelle brought, what is different. */
  readonly generation: string;
}

/** Time that a new configuration may take to be served, in milliseconds. */
const SWITCH_TIMEOUT = 15_000;

/** Time that nginx gets to look up servers that are new to it, in milliseconds. */
const RESOLVE_TIME = 250;

/** What the engine answers where there is no such container, and where it does not run. */
const NOT_FOUND = 404;
const CONFLICT = 409;

/** Said at preview, when only the update will tell the container's id, because it is going to be another one. */
const GAP =
  "load-balancer: its container is replaced, because its published ports, its networks or its image change; " +
  "until the new one is there, about a second, requests are refused. " +
  "Everything else is brought to nginx by a reload, without a gap. What changes: pulumi preview --diff";

/**
 * Brings nginx a configuration: writes it into a folder of its own, tests it there, switches to it, reloads, and sees it
 * served. What nginx really has is looked at in each preview, since an update that was killed leaves no trace in
 * Pulumi's state.
 */
export const nginxConfigurationHandler: Handler<NginxConfigurationInputs, FoundNginxConfiguration> = {
  parse: (properties) => ({
    container: stringOf(properties, "container"),
    configuration: stringOf(properties, "configuration"),
    servers: serversOf(properties["servers"]),
    port: numberOf(properties, "port"),
  }),
  apply: async (next, previous) => {
    const container = (await connect()).getContainer(next.container);
    const between =
      previous?.container === next.container ? transition(previous.servers, next.servers) : undefined;
    if (between !== undefined) {
      await serve(container, configurationFiles(next.configuration, between), next.port);
      await sleep(RESOLVE_TIME);
    }
    const files = configurationFiles(next.configuration, next.servers);
    await serve(container, files, next.port);
    return { ...next, generation: files.generation };
  },
  read: async (inputs) => {
    const found = await look(inputs);
    return found === "gone" ? undefined : { ...inputs, generation: found ?? wantedBy(inputs).generation };
  },
  computed: ["generation"],
  drift: async (inputs) => {
    // Whatever keeps it from looking is told by what needs the container, and better.
    const found = await look(inputs).catch(() => undefined);
    if (found === undefined || found === "gone" || found === wantedBy(inputs).generation) return undefined;
    return `load-balancer: nginx has not the configuration that Muelle brought it last; the update puts it right (${found})`;
  },
  // Whatever the reason: ports, networks and the image of a container cannot change while it runs.
  warning: (unknown) => (unknown.includes("container") ? GAP : undefined),
};

function wantedBy({ configuration, servers }: NginxConfigurationInputs): ConfigurationFiles {
  return configurationFiles(configuration, servers);
}

/** What nginx has (see `describeNginx`); undefined where its container stands still. */
async function look(inputs: NginxConfigurationInputs): Promise<string | undefined> {
  const container = (await connect()).getContainer(inputs.container);
  try {
    return describeNginx(wantedBy(inputs), await readNginx(runIn(container), inputs.port));
  } catch (error) {
    const status = statusOf(error);
    if (status === NOT_FOUND) return "gone";
    if (status === CONFLICT) return undefined;
    throw error;
  }
}

function runIn(container: Docker.Container): RunInNginx {
  return (line, user) => exec(container, ["/bin/sh", "-ec", line], user);
}

async function serve(
  container: Docker.Container,
  configuration: ConfigurationFiles,
  port: number,
): Promise<void> {
  // Never a folder that is there: it may be the one in force, with files that somebody changed.
  const folder = `${GENERATIONS}/${configuration.generation}-${randomBytes(3).toString("hex")}`;
  const run = runIn(container);
  await container.putArchive(await archive(configuration, folder), { path: CONFIGURATION_FOLDER });
  await takeOver(run, folder);
  await seeServed(container, configuration.generation, port);
  await removeOld(run);
}

async function seeServed(container: Docker.Container, generation: string, port: number): Promise<void> {
  const deadline = Date.now() + SWITCH_TIMEOUT;
  for (;;) {
    const { served } = await readNginx(runIn(container), port);
    if (served === generation) return;
    if (Date.now() > deadline) {
      const logs = await lastLogLines(container, 12);
      throw new Error(
        `load-balancer: nginx did not take its new configuration\n  its last log lines:\n${logs}`,
      );
    }
    await sleep(50);
  }
}

async function archive({ files }: ConfigurationFiles, folder: string): Promise<Buffer> {
  const tar = pack();
  for (const [path, content] of Object.entries(files))
    tar.entry({ name: `${folder}/${path}`, mode: 0o644 }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
}

function serversOf(value: unknown): Servers {
  if (typeof value !== "object" || value === null) throw new TypeError("servers: expected an object");
  const record = Object.fromEntries(Object.entries(value));
  return Object.fromEntries(Object.keys(record).map((name) => [name, stringsOf(record, name)]));
}
