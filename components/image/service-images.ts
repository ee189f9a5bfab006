import type { ImageArgs } from "@pulumi/docker-build";
import type * as pulumi from "@pulumi/pulumi";
import { bound } from "../application/bound.ts";
import { isDeferred } from "../application/deferred.ts";
import type { ApplicationModel, Build, Service } from "../application/index.ts";
import { forService, type Transform } from "../transform/index.ts";
import { ImageBuild } from "./image-build.ts";
import type { ImageSource } from "./image-source.ts";
import type { RegistryAccount } from "./translate.ts";

/** What the images of an application are built with. */
export interface ServiceImagesArgs {
  readonly application: ApplicationModel;
  /** Values of the secrets that builds may see. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Registry that built images are pushed to. @default - none */
  readonly registry?: string | undefined;
  /** Account on that registry. @default - the one that `docker login` left on this machine */
  readonly account?: RegistryAccount | undefined;
  /** Changes the arguments of each `Image` that is built. @default - none */
  readonly transform?: Transform<ImageArgs> | undefined;
}

/** Makes something of the image of each service: once for all services that use the same one. */
export function forEachImage<T>(
  { services }: ApplicationModel,
  make: (service: Service) => T,
): ReadonlyMap<string, T> {
  const shared = new Map<string, T>();
  const keyOf = imageKeys();
  return new Map(
    services.map((service) => {
      const key = keyOf(service);
      const made = shared.get(key) ?? make(service);
      shared.set(key, made);
      return [service.name, made];
    }),
  );
}

/** A key for each image. What comes from another resource is the same where it is the same object: nothing more is known. */
function imageKeys(): (service: Service) => string {
  const seen: unknown[] = [];
  const known = (value: pulumi.Input<string> | undefined): unknown => {
    if (!isDeferred(value)) return value;
    if (!seen.includes(value)) seen.push(value);
    return { later: seen.indexOf(value) };
  };
  return ({ image, build }) => {
    const args = Object.entries(build?.args ?? {}).map(([name, value]) => [name, known(value)]);
    return JSON.stringify([known(image), { ...build, args }]);
  };
}

/** Reference of an image that is pulled. @throws where the service names none, which the validation refuses */
export function pulledImage({ name, image }: Service): pulumi.Input<string> {
  return bound({ [name]: image }, name, "image of the service");
}

/** Builds the image of a service, under the names that it has on every platform. */
export function buildServiceImage(
  name: string,
  service: string,
  build: Build,
  { application, secrets, registry, account, transform }: ServiceImagesArgs,
  opts: pulumi.ComponentResourceOptions,
): ImageBuild {
  return new ImageBuild(
    name,
    {
      repository: `${application.name}/${service}`,
      build: imageSource(build, secrets),
      labels: { "muelle.application": application.name, "muelle.service": service },
      registry,
      account,
      transform: forService(
        transform,
        application.services.find((each) => each.name === service),
      ),
    },
    opts,
  );
}

/** What a build is made from, with the values of its secrets. */
export function imageSource(
  build: Build,
  secrets: Readonly<Record<string, pulumi.Input<string>>>,
): ImageSource {
  return { ...build, secrets: Object.fromEntries(build.secrets.map((name) => [name, secrets[name]])) };
}
