import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { bound } from "../application/bound.ts";
import type { Service } from "../application/index.ts";
import { transformed } from "../transform/index.ts";
import type { MuelleProvider } from "../plugin/index.ts";
import { Readiness } from "./readiness.ts";
import { type Bindings, translateContainer } from "./translate/container-args.ts";
import { needsFilesContainer, translateFilesContainer } from "./translate/files.ts";
import { translateReadiness } from "./translate/readiness.ts";
import { transformedContainer } from "./translate/transformed-container.ts";
import type { DockerTransforms } from "./transforms.ts";

/** One service on the Docker Engine. */
export interface DockerServiceArgs {
  /** The normalised service. */
  readonly service: Service;
  /** Image, networks, volumes and secrets that its containers use. */
  readonly bindings: Bindings;
  /** Reference of a small image for containers that only hold files; undefined where the service needs none. */
  readonly toolbox: pulumi.Input<string> | undefined;
  /** What has to be there before its containers start. @default - nothing */
  readonly after?: readonly pulumi.Resource[];
  /** What waits. Given to a component as a whole, it would be waited for before anything of that is made. */
  readonly provider: MuelleProvider;
  /** Changes of what is created. @default - none */
  readonly transform?: DockerTransforms | undefined;
}

/** The replicas of a service, and the wait until they are ready. */
export class DockerService extends pulumi.ComponentResource {
  /** The containers, one for each replica. */
  readonly containers: readonly docker.Container[];
  /** Done when every replica is healthy, running or completed. */
  readonly ready: Readiness;
  /** Names of the containers; the engine's DNS knows them. */
  readonly names: readonly pulumi.Output<string>[];

  constructor(name: string, args: DockerServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:docker:DockerService", name, {}, opts);
    const { service, after = [], transform = {} } = args;
    const bindings = { ...args.bindings, ...this.#createFiles(name, args) };
    const replicas = Array.from({ length: service.deploy.replicas }, (_, index) => index + 1);
    this.containers = replicas.map((replica) => {
      const child = { name: `${name}-${replica}`, service };
      const container = translateContainer(service, replica, bindings);
      return new docker.Container(child.name, transformedContainer(transform.container, container, child), {
        parent: this,
        dependsOn: [...after],
        // The provider asks for stop-first on every container; start-first needs no name and no host port.
        deleteBeforeReplace: service.deploy.updateConfig.order === "stop-first",
      });
    });
    const wait = { ...translateReadiness(service), containers: this.containers.map(({ id }) => id) };
    this.ready = new Readiness(
      `${name}-readiness`,
      transformed(transform.readiness, wait, { name: `${name}-readiness`, service }),
      { parent: this, provider: args.provider },
    );
    this.names = this.containers.map((container) => container.name);
    this.registerOutputs({ containers: this.names });
  }

  #createFiles(name: string, args: DockerServiceArgs): Pick<Bindings, "files"> {
    const { service, bindings, toolbox, transform } = args;
    if (!needsFilesContainer(service)) return {};
    const files = translateFilesContainer(service, bound({ toolbox }, "toolbox", "image of the"), bindings);
    const container = new docker.Container(
      `${name}-files`,
      transformed(transform?.filesContainer, files, { name: `${name}-files`, service }),
      { parent: this, deleteBeforeReplace: false },
    );
    return { files: container.name };
  }
}
