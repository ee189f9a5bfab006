import * as pulumi from "@pulumi/pulumi";
import type { Application, Build, Service } from "../application/index.ts";
import { ImageBuild, type RegistryAccount } from "../image/index.ts";

/** Whose images, and where they go. */
export interface ImagesArgs {
  readonly application: Application;
  /** Registry that built images are pushed to. */
  readonly registry: string | undefined;
  /** Account on that registry. @default - the one that `docker login` left on this machine */
  readonly account?: RegistryAccount | undefined;
  /** Values of the secrets that builds may see. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The images of all services: built and pushed once each, however many services use them, and known by digest. */
export class Images extends pulumi.ComponentResource {
  /** References by service. */
  readonly references: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ImagesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("muelle:kubernetes:Images", name, {}, opts);
    const shared = new Map<string, pulumi.Output<string>>();
    this.references = Object.fromEntries(
      args.application.services.map((service) => {
        const key = JSON.stringify([service.image, service.build]);
        const reference = shared.get(key) ?? this.#reference(`${name}-${service.name}`, service, args);
        shared.set(key, reference);
        return [service.name, reference];
      }),
    );
    this.registerOutputs({ references: this.references });
  }

  #reference(
    name: string,
    { name: service, image, build }: Service,
    args: ImagesArgs,
  ): pulumi.Output<string> {
    if (build === undefined) return pulumi.output(image ?? "");
    const { application, registry, account, secrets } = args;
    return new ImageBuild(
      name,
      {
        repository: `${application.name}/${service}`,
        build: { ...build, secrets: secretsOf(build, secrets) },
        labels: { "muelle.application": application.name, "muelle.service": service },
        registry,
        account,
      },
      { parent: this },
    ).reference;
  }
}

function secretsOf(
  build: Build,
  secrets: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string> | undefined> {
  return Object.fromEntries(build.secrets.map((name) => [name, secrets[name]]));
}
