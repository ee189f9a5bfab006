import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Application, Build, Service } from "../application/index.ts";
import { ImageBuild } from "../image/index.ts";
import type { ImageSource } from "../image/index.ts";
import type { Identity } from "./labels.ts";

/** Whose images, and what they need. */
export interface ImagesArgs {
  readonly application: Application;
  readonly identity: Identity;
  /** Values of the secrets that builds may see. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Registry that built images are pushed to. @default - none */
  readonly registry?: string;
}

/** An image and what must be there before a container can use it. */
export interface ServiceImage {
  readonly reference: pulumi.Input<string>;
  readonly after: readonly pulumi.Resource[];
}

/** The images of all services: pulled or built once each, however many services use them. */
export class Images extends pulumi.ComponentResource {
  /** References by service. */
  readonly references: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #images: ReadonlyMap<string, ServiceImage>;

  constructor(name: string, args: ImagesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:docker:Images", name, {}, opts);
    const shared = new Map<string, ServiceImage>();
    this.#images = new Map(
      args.application.services.map((service) => {
        const key = imageKey(service);
        const image = shared.get(key) ?? this.#create(`${name}-${service.name}`, service, args);
        shared.set(key, image);
        return [service.name, image];
      }),
    );
    this.references = Object.fromEntries(
      [...this.#images].map(([service, { reference }]) => [service, pulumi.output(reference)]),
    );
    this.registerOutputs({ references: this.references });
  }

  /** The image of a service. */
  of(service: string): ServiceImage {
    const image = this.#images.get(service);
    if (image === undefined) throw new Error(`there is no image for the service "${service}"`);
    return image;
  }

  #create(name: string, service: Service, args: ImagesArgs): ServiceImage {
    if (service.build === undefined) {
      const pulled = new docker.RemoteImage(
        name,
        // Other stacks may use the same image; and it is there at once the next time.
        { name: service.image ?? "", keepLocally: true },
        { parent: this },
      );
      return { reference: pulled.imageId, after: [] };
    }
    const { identity, registry, secrets } = args;
    const built = new ImageBuild(
      name,
      {
        repository: `${identity.application}/${service.name}`,
        build: imageSource(service.build, secrets),
        labels: { "muelle.application": identity.application, "muelle.service": service.name },
        registry,
      },
      { parent: this },
    );
    return { reference: built.reference, after: [built] };
  }
}

/** What a build is made from, with the values of its secrets. */
export function imageSource(
  build: Build,
  secrets: Readonly<Record<string, pulumi.Input<string>>>,
): ImageSource {
  return { ...build, secrets: Object.fromEntries(build.secrets.map((name) => [name, secrets[name]])) };
}

/** Services of the same key share one image. */
function imageKey({ image, build }: Service): string {
  return JSON.stringify([image, build]);
}
