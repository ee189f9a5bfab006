import { randomBytes } from "node:crypto";
import Docker from "dockerode";

/** The image that the tests run: small, with a shell. */
export const IMAGE = "busybox:1.37-musl";

/** The label of everything that one test file makes, so that it finds and removes its own things only. */
const LABEL = "muelle.standin-test";

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

  /** As containers, networks and volumes of the SDK take it. */
  get labels(): { label: string; value: string }[] {
    return [{ label: LABEL, value: this.run }];
  }

  private get filters(): { label: string[] } {
    return { label: [`${LABEL}=${this.run}`] };
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
