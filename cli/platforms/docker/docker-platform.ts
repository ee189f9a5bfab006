import { setTimeout as sleep } from "node:timers/promises";
import type Docker from "dockerode";
import { MuelleError } from "../../../components/application/errors.ts";
import type { DeployedOnDocker, DeployedService } from "../../stack/deployed.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { LogLine, LogOptions, Platform, Replica } from "../platform.ts";
import { execIn, runLike } from "./commands-inside.ts";
import { connectEngine } from "./engine.ts";
import { containerLines } from "./log-lines.ts";
import { toReplica } from "./replica.ts";

/** Between two looks at a container that is starting, in milliseconds. */
const PAUSE = 200;
/** Time that a replica gets to become healthy again, in milliseconds. */
const HEALTH_TIME = 120_000;

/** An application on a Docker Engine, by the labels of its containers. */
export class DockerPlatform implements Platform {
  readonly #engine: Docker;
  readonly #deployed: DeployedOnDocker;

  private constructor(engine: Docker, deployed: DeployedOnDocker) {
    this.#engine = engine;
    this.#deployed = deployed;
  }

  static async connect(deployed: DeployedOnDocker, env: NodeJS.ProcessEnv): Promise<DockerPlatform> {
    return new DockerPlatform(await connectEngine(deployed.provider, env), deployed);
  }

  async replicas(): Promise<readonly Replica[]> {
    const { application, stack, services } = this.#deployed;
    const label = [
      `muelle.application=${application}`,
      `muelle.stack=${stack}`,
      "com.docker.compose.oneoff=False",
    ];
    const [containers, images] = await Promise.all([
      this.#engine.listContainers({ all: true, filters: { label } }),
      this.#engine.listImages(),
    ]);
    const names = new Map(images.map(({ Id, RepoTags }) => [Id, RepoTags?.[0] ?? Id.slice(0, 19)]));
    const known = new Set(services.map(({ name }) => name));
    return containers
      .map((container) => toReplica(container, names))
      .filter(({ service }) => known.has(service))
      .sort((a, b) => a.service.localeCompare(b.service) || Number(a.number) - Number(b.number));
  }

  logs(replica: Replica, options: LogOptions, signal: AbortSignal): AsyncIterable<LogLine> {
    return containerLines(this.#engine, replica.name, options, signal);
  }

  exec(replica: Replica, command: readonly string[], terminal: Terminal): Promise<number> {
    return execIn(this.#engine, replica.name, command, terminal);
  }

  async run(service: DeployedService, command: readonly string[], terminal: Terminal): Promise<number> {
    const [like] = await this.#replicasOf(service);
    if (like === undefined) throw noContainer(service);
    return runLike(this.#engine, like.name, service, command, terminal);
  }

  async restart(service: DeployedService, tell: (step: string) => void): Promise<void> {
    const replicas = await this.#replicasOf(service);
    if (replicas.length === 0) throw noContainer(service);
    // One after the other: the others serve meanwhile.
    for (const { name } of replicas) {
      await this.#engine.getContainer(name).restart();
      await this.#healthy(name);
      tell(`restarted ${name}`);
    }
  }

  async stop(service: DeployedService, tell: (step: string) => void): Promise<void> {
    const running = (await this.#replicasOf(service)).filter((replica) => replica.running);
    await Promise.all(
      running.map(async ({ name }) => {
        await this.#engine.getContainer(name).stop();
        tell(`stopped ${name}`);
      }),
    );
  }

  async start(service: DeployedService, tell: (step: string) => void): Promise<void> {
    const stopped = (await this.#replicasOf(service)).filter((replica) => !replica.running);
    await Promise.all(
      stopped.map(async ({ name }) => {
        await this.#engine.getContainer(name).start();
        await this.#healthy(name);
        tell(`started ${name}`);
      }),
    );
  }

  async #replicasOf({ name }: DeployedService): Promise<readonly Replica[]> {
    return (await this.replicas()).filter(({ service }) => service === name);
  }

  /** Waits until a container is healthy, or runs where it has no health check. */
  async #healthy(name: string): Promise<void> {
    const deadline = Date.now() + HEALTH_TIME;
    for (;;) {
      const { State } = await this.#engine.getContainer(name).inspect();
      const health = State.Health?.Status ?? "none";
      if (State.Running && (health === "healthy" || health === "none")) return;
      if (health === "unhealthy" || !State.Running || Date.now() > deadline) {
        const message = State.Running
          ? `it runs, but is ${health}`
          : `it ended with exit code ${State.ExitCode}`;
        throw new MuelleError("A replica did not come up again.", [
          { path: name, message, hint: `See what it says: docker logs ${name}` },
        ]);
      }
      await sleep(PAUSE);
    }
  }
}

function noContainer({ name }: DeployedService): MuelleError {
  return new MuelleError("The service has no container.", [
    { path: name, message: "somebody has removed them", hint: "Bring it back: pulumi up --refresh" },
  ]);
}
