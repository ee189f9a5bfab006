import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import {
  configurationFiles,
  type ConfigurationFiles,
  type Servers,
  transition,
} from "../components/docker/nginx/configuration-files.ts";
import { CONFIGURATION_FOLDER } from "../components/docker/nginx/container.ts";
import { HEALTH_PATH } from "../components/docker/nginx/render-configuration.ts";
import { PROBER_MOUNT } from "../components/docker/translate/healthcheck.ts";
import { connect, exec, lastLogLines } from "./engine.ts";
import { type Handler, numberOf, stringOf, stringsOf } from "./handler.ts";
import { takeOver } from "./take-over.ts";

export interface NginxConfigurationInputs {
  /** Id of the load balancer's container. */
  readonly container: string;
  /** The main file. */
  readonly configuration: string;
  readonly servers: Servers;
  /** Port of the HTTP listener inside the container. */
  readonly port: number;
}

/** Time that a new configuration may take to be served, in milliseconds. */
const SWITCH_TIMEOUT = 15_000;

/** Time that nginx gets to look up servers that are new to it, in milliseconds. */
const RESOLVE_TIME = 250;

/** Said at preview, when only the update will tell the container's id, because it is going to be another one. */
const GAP =
  "load-balancer: its container is replaced, because its published ports, its networks or its image change; " +
  "until the new one is there, about a second, requests are refused. " +
  "Everything else is brought to nginx by a reload, without a gap. What changes: pulumi preview --diff";

/** Brings nginx a configuration: writes it beside the one in force, tests it, switches, reloads, and sees it served. */
export const nginxConfigurationHandler: Handler<NginxConfigurationInputs> = {
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
    await serve(container, configurationFiles(next.configuration, next.servers), next.port);
  },
  read: (inputs) => Promise.resolve(inputs),
  // Whatever the reason: ports, networks and the image of a container cannot change while it runs.
  warning: (unknown) => (unknown.includes("container") ? GAP : undefined),
};

async function serve(
  container: Docker.Container,
  configuration: ConfigurationFiles,
  port: number,
): Promise<void> {
  await container.putArchive(await archive(configuration), { path: CONFIGURATION_FOLDER });
  await takeOver((line, user) => exec(container, ["/bin/sh", "-ec", line], user));
  await seeServed(container, configuration.generation, port);
}

async function seeServed(container: Docker.Container, generation: string, port: number): Promise<void> {
  const deadline = Date.now() + SWITCH_TIMEOUT;
  const ask = [
    `${PROBER_MOUNT}/busybox`,
    "wget",
    "-q",
    "-T",
    "1",
    "-O",
    "-",
    `http://127.0.0.1:${port}${HEALTH_PATH}`,
  ];
  for (;;) {
    const { output } = await exec(container, ask);
    if (output.includes(generation)) return;
    if (Date.now() > deadline) {
      const logs = await lastLogLines(container, 12);
      throw new Error(
        `load-balancer: nginx did not take its new configuration\n  its last log lines:\n${logs}`,
      );
    }
    await sleep(50);
  }
}

async function archive({ files }: ConfigurationFiles): Promise<Buffer> {
  const tar = pack();
  for (const [path, content] of Object.entries(files))
    tar.entry({ name: `next/${path}`, mode: 0o644 }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function serversOf(value: unknown): Servers {
  if (typeof value !== "object" || value === null) throw new TypeError("servers: expected an object");
  const record = Object.fromEntries(Object.entries(value));
  return Object.fromEntries(Object.keys(record).map((name) => [name, stringsOf(record, name)]));
}
