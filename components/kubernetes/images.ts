import * as pulumi from "@pulumi/pulumi";
import type { Service } from "../application/index.ts";
import { buildServiceImage, forEachImage, pulledImage, type ServiceImagesArgs } from "../image/index.ts";

/** The images of all services: built and pushed once each, however many services use them, and known by digest. */
export class Images extends pulumi.ComponentResource {
  /** References by service. */
  readonly references: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ServiceImagesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:Images", name, {}, opts);
    this.references = Object.fromEntries(
      forEachImage(args.application, (service) => this.#reference(`${name}-${service.name}`, service, args)),
    );
    this.registerOutputs({ references: this.references });
  }

  #reference(name: string, service: Service, args: ServiceImagesArgs): pulumi.Output<string> {
    const { build } = service;
    if (build === undefined) return pulumi.output(pulledImage(service));
    return buildServiceImage(name, service.name, build, args, { parent: this }).reference;
  }
}
