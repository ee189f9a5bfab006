import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "../transform/index.ts";
import { containerLabels, type Identity, volumeLabels } from "./labels.ts";
import type { DockerTransforms } from "./transforms.ts";

/** A static busybox: one program that runs in every Linux image. */
const PROBER_IMAGE = "busybox:1.37-musl";

/** Whose prober it is. */
export interface ProberArgs {
  readonly identity: Identity;
  /** Changes of what is created. @default - none */
  readonly transform?: DockerTransforms | undefined;
}

/**
 * A volume with a static program that asks for a URL and counts failures, mounted read-only where health is checked, so
 * that images need neither shell nor curl nor wget. Docker fills the volume from the image when it creates the container,
 * which never has to run.
 */
export class Prober extends pulumi.ComponentResource {
  /** Reference of the image that the program comes from. */
  readonly image: pulumi.Output<string>;
  /** Name of the volume. */
  readonly volume: pulumi.Output<string>;
  /** What has to be there before the volume holds the program. */
  readonly filled: docker.Container;

  constructor(name: string, args: ProberArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:docker:Prober", name, {}, opts);
    const { identity, transform = {} } = args;
    const image = new docker.RemoteImage(
      `${name}-image`,
      transformed(
        transform.remoteImage,
        { name: PROBER_IMAGE, keepLocally: true },
        { name: `${name}-image` },
      ),
      { parent: this },
    );
    const volume = new docker.Volume(
      `${name}-volume`,
      transformed(
        transform.volume,
        { labels: volumeLabels(identity, "prober", "prober") },
        { name: `${name}-volume` },
      ),
      { parent: this },
    );
    this.image = image.imageId;
    this.volume = volume.name;
    const container = {
      image: image.imageId,
      command: ["true"],
      start: false,
      mustRun: false,
      networkMode: "none",
      volumes: [{ volumeName: volume.name, containerPath: "/bin" }],
      labels: containerLabels(identity, "prober", 1),
    };
    this.filled = new docker.Container(
      `${name}-container`,
      transformed(transform.proberContainer, container, { name: `${name}-container` }),
      { parent: this },
    );
    this.registerOutputs({ volume: this.volume });
  }
}
