import type { FileReferenceSpec, MountSpec, ServiceSpec } from "../../application/spec.ts";
import type { ComposeService } from "../model/compose-file.ts";
import { nameOf, nameUnnamed, type Context, type Subject } from "./context.ts";
import { given, unlessEmpty } from "./given.ts";
import type { Names } from "./names.ts";

type Mount = NonNullable<ComposeService["volumes"]>[number];

/** The volumes, secrets and configs of a service. */
export function storageOf(subject: Subject, context: Context): Partial<ServiceSpec> {
  const { service } = subject;
  const mounts = service.volumes ?? [];
  const memory = mounts.filter(({ type }) => type === "tmpfs").map(memoryOf);
  return given({
    volumes: unlessEmpty(mounts.flatMap((mount) => mountOf(mount, subject, context) ?? [])),
    tmpfs: unlessEmpty([...(service.tmpfs ?? []), ...memory]),
    secrets: unlessEmpty(filesOf(service.secrets, context.names.secrets, "/run/secrets/")),
    configs: unlessEmpty(filesOf(service.configs, context.names.configs, "/")),
  });
}

function mountOf(mount: Mount, { name }: Subject, context: Context): MountSpec | undefined {
  const { type, source = "", target } = mount;
  const readOnly = mount.read_only === true ? true : undefined;
  if (type === "bind") {
    const createHostPath = mount.bind?.create_host_path === true ? true : undefined;
    return { type, source, target, ...given({ readOnly, createHostPath }) };
  }
  if (type !== "volume") return undefined;
  const volume = source === "" ? nameUnnamed(context, name, target) : nameOf(context.names.volumes, source);
  return { type, source: volume, target, ...given({ readOnly }) };
}

function memoryOf({ target, tmpfs }: Mount): string {
  const { size = 0, mode = 0 } = tmpfs ?? {};
  const options = [
    ...(size === 0 ? [] : [`size=${size}`]),
    ...(mode === 0 ? [] : [`mode=${mode.toString(8).padStart(4, "0")}`]),
  ];
  return options.length === 0 ? target : `${target}:${options.join(",")}`;
}

/** @param folder where a file is that has no place of its own */
function filesOf(
  references: ComposeService["secrets"],
  names: Names,
  folder: "/run/secrets/" | "/",
): readonly (string | FileReferenceSpec)[] {
  return (references ?? []).map(({ source = "", target = source, mode }) => {
    const name = nameOf(names, source);
    // A file keeps the name that the image looks for.
    const isUsual = target === name || target === `${folder}${name}`;
    if (isUsual && mode === undefined) return name;
    return { source: name, ...given({ target: isUsual ? undefined : target, mode }) };
  });
}
