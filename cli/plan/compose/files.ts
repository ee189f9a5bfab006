import { posix } from "node:path";
import { secretOf } from "../../../components/deploy/secrets.ts";
import type { PlannedContainer } from "./container.ts";
import type { MountedFile } from "./service.ts";

/** The files of a service: those that it is given by name, and those whose content the plan knows. */
export interface PlannedFiles {
  readonly secrets: readonly MountedFile[];
  readonly configs: readonly (MountedFile & { readonly content: string })[];
}

/** What is copied into a service's containers, or into the container that holds its files. */
export function plannedFiles(container: PlannedContainer, all: readonly PlannedContainer[]): PlannedFiles {
  const holders = container.inputs.volumes.map(({ fromContainer }) => fromContainer);
  const uploads = [container, ...all.filter(({ name }) => holders.includes(name))].flatMap(
    ({ inputs }) => inputs.uploads,
  );
  return {
    secrets: uploads.flatMap(({ file, content }) => {
      const source = secretOf(content);
      return source === undefined ? [] : [{ source, target: file }];
    }),
    configs: uploads
      .filter(({ content }) => secretOf(content) === undefined)
      .map(({ file, content }) => ({
        source: `${container.service}-${posix.basename(file)}`.replaceAll(/[^\w.-]/g, "-"),
        target: file,
        content,
      })),
  };
}

/** Whether a container is there only to hold files for others. */
export function holdsFiles({ name }: PlannedContainer, all: readonly PlannedContainer[]): boolean {
  return all.some(({ inputs }) => inputs.volumes.some(({ fromContainer }) => fromContainer === name));
}
