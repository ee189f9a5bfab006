import { randomBytes } from "node:crypto";
import Docker from "dockerode";

/** The image that the tests run: small, with a shell. */
export const IMAGE = "busybox:1.37-musl";

/** Serves until it is told to stop, and ends at once then. */
const SERVE = "trap 'exit 0' TERM; sleep 1000 & wait";

/** The label of everything that one test file makes, so that it finds and removes its own things only. */
const LABEL = "muelle.providers-test";

/** An event of a container, as the engine tells it. */
export interface ContainerEvent {
  readonly action: string;
  /** Name of the container. */
  readonly name: string;
  /** Seconds. */
  readonly time: number;
}

/** The real engine, and what one test file made on it. */
export class TestEngine {
  readonly docker = new Docker();
  readonly run = randomBytes(4).toString("hex");

  /** @throws with the remedy where there is no engine, or the image cannot be had: these tests never skip */
  static async connect(): Promise<TestEngine> {
    const engine = new TestEngine();
    await engine.docker.ping().catch((error: unknown) => {
      throw new Error("these tests need a Docker Engine; start one with `npm run setup`", { cause: error });
    });
    await engine.docker
      .getImage(IMAGE)
      .inspect()
      .catch((error: unknown) => {
        throw new Error(`these tests need the image ${IMAGE}; get it with \`docker pull ${IMAGE}\``, {
          cause: error,
        });
      });
    return engine;
  }

  /** Source of the labels of whatever a program makes, as the SDK takes them. */
  get labels(): string {
    return JSON.stringify([{ label: LABEL, value: this.run }]);
  }

  /** The same labels as the engine takes them. */
  get ownLabels(): Readonly<Record<string, string>> {
    return { [LABEL]: this.run };
  }

  private get filters(): { label: string[] } {
    return { label: [`${LABEL}=${this.run}`] };
  }

  /** Source of a container that serves until it is told to stop; its id is the output `NAMEId`. */
  container(name: string, args = "", options = "{}"): string {
    return `const ${name} = new docker.Container("${name}", {
      image: "${IMAGE}", labels: ${this.labels}, command: ["sh", "-c", ${JSON.stringify(SERVE)}], networkMode: "bridge",
      ${args}
    }, ${options});
    export const ${name}Id = ${name}.id;\n`;
  }

  /** Source of a container that runs a script to its end; what it printed is the output `NAMELogs`. */
  script(name: string, script: string, args = "", options = "{}"): string {
    return `const ${name} = new docker.Container("${name}", {
      image: "${IMAGE}", labels: ${this.labels}, command: ["sh", "-c", ${JSON.stringify(script)}],
      attach: true, logs: true, mustRun: false, networkMode: "bridge", ${args}
    }, ${options});
    export const ${name}Logs = ${name}.containerLogs;\n`;
  }

  inspect(id = ""): Promise<Docker.ContainerInspectInfo> {
    return this.docker.getContainer(id).inspect();
  }

  /** The containers that a program names so, the newest first. */
  async containersOf(name: string): Promise<Docker.ContainerInfo[]> {
    const containers = await this.docker.listContainers({ all: true, filters: this.filters });
    return containers.filter(({ Names }) => Names[0]?.startsWith(`/${name}`));
  }

  /** The engine's clock, in seconds. */
  async now(): Promise<number> {
    // What the engine's API documents for GET /info.
    const { SystemTime } = (await this.docker.info()) as { readonly SystemTime: string };
    return Date.parse(SystemTime) / 1000;
  }

  /** Every event of this test file's containers since then, in the engine's order. */
  async eventsSince(since: number): Promise<ContainerEvent[]> {
    const { label } = this.filters;
    const until = await this.now();
    const stream = await this.docker.getEvents({ since, until, filters: { type: ["container"], label } });
    let text = "";
    for await (const chunk of stream) text += chunk.toString();
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const event = JSON.parse(line) as {
          readonly Action: string;
          readonly Actor: { readonly Attributes: { readonly name: string } };
          readonly timeNano: number;
        };
        return { action: event.Action, name: event.Actor.Attributes.name, time: event.timeNano / 1e9 };
      });
  }

  /** Everything that this test file made and that is still there, by name. */
  async remains(): Promise<string[]> {
    const { filters } = this;
    const containers = await this.docker.listContainers({ all: true, filters });
    const networks = await this.docker.listNetworks({ filters });
    const { Volumes } = await this.docker.listVolumes({ filters });
    return [
      ...containers.map(({ Names }) => Names[0] ?? ""),
      ...networks.map(({ Name }) => Name),
      ...Volumes.map(({ Name }) => Name),
    ];
  }

  /** Removes what is left, after failures too. */
  async clean(): Promise<void> {
    const { filters } = this;
    const containers = await this.docker.listContainers({ all: true, filters });
    await Promise.all(
      containers.map(({ Id }) => this.docker.getContainer(Id).remove({ force: true, v: true })),
    );
    const networks = await this.docker.listNetworks({ filters });
    await Promise.all(networks.map(({ Id }) => this.docker.getNetwork(Id).remove()));
    const { Volumes } = await this.docker.listVolumes({ filters });
    await Promise.all(Volumes.map(({ Name }) => this.docker.getVolume(Name).remove()));
  }
}
