import type { ContainerArgs, types } from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { bound } from "../../application/bound.ts";
import type { FileReference, Service } from "../../application/index.ts";
import { containerLabels, type Identity } from "../labels.ts";

/** What the files of a service are made from. */
export interface FileBindings {
  readonly identity: Identity;
  /** Values of the secrets, marked as secret. */
  readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
  /** Contents of the configuration files. */
  readonly configs: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Whether a service's secrets and configs need a container of their own. The provider copies files into a container
 * before it starts, and the engine refuses that where the root file system is read-only.
 */
export function needsFilesContainer(service: Service): boolean {
  return service.readOnly && filesOf(service).length > 0;
}

/** The files that the provider copies into a container before it starts. */
export function translateUploads(service: Service, bindings: FileBindings): types.input.ContainerUpload[] {
  const upload = (content: pulumi.Input<string>, file: FileReference): types.input.ContainerUpload => ({
    file: file.target,
    content,
    permissions: file.mode.toString(8).padStart(4, "0"),
  });
  return [
    ...service.secrets.map((file) =>
      upload(bound(bindings.secrets, file.source, "value of the secret"), file),
    ),
    ...service.configs.map((file) =>
      upload(bound(bindings.configs, file.source, "content of the configuration file"), file),
    ),
  ];
}

/**
 * A container that never runs and only holds a service's files, in volumes that the replicas take over from it. A
 * changed file makes a new one, and so new replicas, while the old ones keep the old file.
 */
export function translateFilesContainer(
  service: Service,
  image: pulumi.Input<string>,
  bindings: FileBindings,
): ContainerArgs {
  const folders = new Set(filesOf(service).map(({ target }) => target.slice(0, target.lastIndexOf("/"))));
  return {
    image,
    command: ["true"],
    start: false,
    mustRun: false,
    networkMode: "none",
    volumes: [...folders].sort().map((containerPath) => ({ containerPath })),
    uploads: translateUploads(service, bindings),
    labels: containerLabels(bindings.identity, `${service.name}-files`, 1),
  };
}

function filesOf(service: Service): readonly FileReference[] {
  return [...service.secrets, ...service.configs];
}
