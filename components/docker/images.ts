import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Service } from "../application/index.ts";
import { buildServiceImage, forEachImage, pulledImage, type ServiceImagesArgs } from "../image/index.ts";
import { transformed } from "../transform/index.ts";
import type { DockerTransforms } from "./transforms.ts";

/** What the images are made with. */
export interface ImagesArgs extends Omit<ServiceImagesArgs, "transform"> {
  /** Changes of what is created. @default - none */
  readonly transforms?: DockerTransforms | undefined;
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
    this.#images = forEachImage(args.application, (service) =>
      this.#create(`${name}-${service.name}`, service, args),
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

  #create(name: string, service: Service, { transforms = {}, ...args }: ImagesArgs): ServiceImage {
    const { build } = service;
    if (build === undefined) {
      const pulled = new docker.RemoteImage(
        name,
        // Other stacks may use the same image; and it is there at once the next time.
        transformed(
          transforms.remoteImage,
          { name: pulledImage(service), keepLocally: true },
          { name, service },
        ),
        { parent: this },
      );
      return { reference: pulled.imageId, after: [] };
    }
    const built = buildServiceImage(
      name,
      service.name,
      build,
      { ...args, transform: transforms.image },
      { parent: this },
    );
    return { reference: built.reference, after: [built] };
  }
}
