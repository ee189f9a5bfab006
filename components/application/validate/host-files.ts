import { type Facts, type Rule, type Subject, subjectsOf } from "./facts.ts";

/** What a service takes from the host's file system must be there; a service that is left out takes nothing. */
export const hostFiles: Rule = (facts) => {
  for (const subject of subjectsOf(facts).filter(({ active }) => active)) {
    bindSources(subject, facts);
    buildFiles(subject, facts);
  }
};

function bindSources({ service }: Subject, { files, faults }: Facts): void {
  for (const mount of service.volumes) {
    if (mount.type !== "bind" || mount.createHostPath === true || files.kind(mount.source) !== undefined)
      continue;
    faults.add(mount.path, `no such file or folder on the host: ${mount.source}`);
  }
}

function buildFiles({ path, spec, service }: Subject, { files, faults }: Facts): void {
  if (service.build === undefined) return;
  const { context, dockerfile } = service.build;
  if (files.kind(context) !== "folder") {
    faults.add(`${path}.build.context`, `no such folder: ${context}`);
  } else if (files.kind(dockerfile) !== "file") {
    const hint = spec.build?.dockerfile === undefined ? undefined : "it is looked up from the build context";
    faults.add(`${path}.build.dockerfile`, `no such file: ${dockerfile}`, hint);
  }
}
