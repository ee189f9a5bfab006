import { isList, isProperties, UNKNOWN, type Fault, type Properties, type Value } from "../../kit/index.ts";

/** The rules over several fields of a container. Unknown values pass: they are checked again once they are known. */
export function containerFaults(inputs: Properties): readonly Fault[] {
  return [
    ...each(inputs.uploads, "uploads", uploadFault),
    ...each(inputs.volumes, "volumes", volumeFault),
    ...each(inputs.envs, "envs", envFault),
    ...(inputs.logs === true && inputs.attach === false
      ? [{ path: "logs", message: "needs attach: true, as the logs are read once the container ended" }]
      : []),
  ];
}

function each(
  items: Value | undefined,
  name: string,
  faultOf: (item: Value) => string | undefined,
): readonly Fault[] {
  if (!isList(items)) return [];
  return items.flatMap((item, index) => {
    const message = item === UNKNOWN ? undefined : faultOf(item);
    return message === undefined ? [] : [{ path: `${name}[${index}]`, message }];
  });
}

function uploadFault(upload: Value): string | undefined {
  if (!isProperties(upload)) return undefined;
  // An empty content counts as none, in the real provider too.
  const given = [upload.content, upload.contentBase64].filter(
    (content) => content !== undefined && content !== "",
  );
  if (given.length === 1) return undefined;
  return "exactly one of content and contentBase64 must be set, and not empty";
}

function volumeFault(volume: Value): string | undefined {
  if (!isProperties(volume)) return undefined;
  const { fromContainer, containerPath } = volume;
  if (fromContainer === undefined && containerPath === undefined) {
    return "needs a containerPath, or a fromContainer to take the volumes of";
  }
  if (fromContainer !== undefined && containerPath !== undefined) {
    return "must not have both a containerPath and a fromContainer";
  }
  return undefined;
}

function envFault(env: Value): string | undefined {
  return typeof env === "string" && !env.includes("=") ? "must have the form NAME=value" : undefined;
}
