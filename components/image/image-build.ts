import { Image, type ImageArgs } from "@pulumi/docker-build";
import * as pulumi from "@pulumi/pulumi";
import { mapInput } from "../application/deferred.ts";
import { MuelleError } from "../application/errors.ts";
import { type Transform, transformed } from "../transform/index.ts";
import { buildFaults } from "./build-faults.ts";
import { contentTag, eventualHash } from "./content-hash.ts";
import type { ImageSource } from "./image-source.ts";
import { registryFaults, repositoryFaults } from "./registry-faults.ts";
import { imageArgs, type RegistryAccount } from "./translate.ts";

export interface ImageBuildArgs {
  /** Name of the image without registry and tag, for example `photos/web`. */
  readonly repository: string;
  /** What the image is built from. */
  readonly build: ImageSource;
  /** Registry, and path on it, that the image is pushed to: `registry.example.com/team`. @default - the local engine */
  readonly registry?: string | undefined;
  /** Account on the registry. @default - the one that `docker login` left on this machine */
  readonly account?: RegistryAccount | undefined;
  /** Labels of the image; they count as its content. @default - none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Name of a buildx builder. @default - the engine's own */
  readonly builder?: string | undefined;
  /** Changes the arguments of docker-build's `Image`; the tag comes from `build` all the same. @default - none */
  readonly transform?: Transform<ImageArgs> | undefined;
}

/**
 * An image built by BuildKit and named by its content: where nothing changed, nothing is built, and where something
 * did, a preview already shows whom it concerns, because the tag is known before the build. A tag that depends on an
 * argument from another resource is known when that is.
 * @example
 * const web = new ImageBuild("web", { repository: "shop/web", build: { context: "./web" } });
 * export const image = web.reference;
 */
export class ImageBuild extends pulumi.ComponentResource {
  /**
   * Immutable reference for whoever runs the image: `repository:tag` on the local engine, which a preview knows too;
   * `registry/repository:tag@sha256:...` once pushed, which a preview of a changed image does not know yet.
   */
  readonly reference: pulumi.Output<string>;
  /** Full name with the tag that comes from the content, for example `photos/web:1f8d0c2b4a697e35`. */
  readonly tag: pulumi.Output<string>;
  /** SHA-256 of all that makes the image, in hexadecimal. */
  readonly contentHash: pulumi.Output<string>;

  /** @throws {MuelleError} naming everything that is wrong with the build, before anything is created */
  constructor(name: string, args: ImageBuildArgs, opts?: pulumi.ComponentResourceOptions) {
    refuseFaults(name, args);
    const hash = eventualHash(args.build, args.labels);
    const tag = mapInput(hash, (known) =>
      [args.registry, `${args.repository}:${contentTag(known)}`].filter(Boolean).join("/"),
    );
    super("muelle:image:ImageBuild", name, { repository: args.repository, contentHash: hash }, opts);

    const build = {
      source: args.build,
      tag,
      labels: args.labels ?? {},
      registry: args.registry,
      account: args.account,
      builder: args.builder,
    };
    const image = new Image(
      `${name}-image`,
      transformed(args.transform, imageArgs(build), { name: `${name}-image` }),
      // Deleting would take a released image from whoever still runs it, and ask a registry about images that never
      // were on one.
      { parent: this, retainOnDelete: true },
    );

    this.contentHash = pulumi.output(hash);
    this.tag = pulumi.output(tag);
    this.reference =
      args.registry === undefined
        ? // By the URN, which a preview knows, whoever uses the reference waits for the image.
          image.urn.apply(() => this.tag)
        : pulumi.interpolate`${tag}@${image.digest}`;
    this.registerOutputs({ reference: this.reference, tag: this.tag, contentHash: this.contentHash });
  }
}

function refuseFaults(name: string, args: ImageBuildArgs): void {
  const faults = [
    ...repositoryFaults(args.repository, `${name}.repository`),
    ...(args.registry === undefined ? [] : registryFaults(args.registry, `${name}.registry`)),
    ...buildFaults(args.build, `${name}.build`),
  ];
  if (faults.length > 0) throw new MuelleError(`The image ${name} cannot be built.`, faults);
}
