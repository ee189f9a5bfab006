import { parseDevice } from "../forms/device.ts";
import { parseMount } from "../forms/mount.ts";
import { parsePort } from "../forms/port.ts";
import { kindOf, type Codec } from "./codec.ts";
import { object, orShort } from "./collections.ts";
import { bytes, fileMode, flag, integer, oneOf, optOut, text, textOrNumber } from "./scalars.ts";
import { labels } from "./variables.ts";

const mountTypes = ["bind", "volume", "tmpfs", "cluster", "npipe", "image"] as const;

/**
 * What a container sees at a path.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#volumes
 */
export const mount = orShort(
  object(
    {
      type: oneOf(mountTypes),
      source: text,
      target: text,
      read_only: flag,
      consistency: text,
      bind: object({
        propagation: text,
        create_host_path: optOut,
        recursive: oneOf(["enabled", "disabled", "writable", "readonly"]),
        selinux: oneOf(["z", "Z"]),
      }),
      volume: object({ labels, nocopy: flag, subpath: text }),
      tmpfs: object({ size: bytes, mode: tmpfsMode() }),
      image: object({ subpath: text }),
    },
    ["type", "target"],
  ),
  parseMount,
);

/** The permissions of a tmpfs, which Compose writes as a decimal number. */
function tmpfsMode(): Codec<number> {
  return {
    read: (node, reading) => fileMode.read(node, reading),
    write: (value) => (value === 0 ? undefined : value),
  };
}

const port = object(
  {
    name: text,
    mode: text,
    host_ip: text,
    target: integer,
    published: textOrNumber,
    protocol: text,
    app_protocol: text,
  },
  ["target"],
);

type Port = NonNullable<ReturnType<typeof port.read>>;

/**
 * The ports that are published; a range of the short form is several.
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports
 */
export const ports: Codec<readonly Port[]> = {
  read: (node, reading) => {
    if (node.kind !== "list") return reading.fail(node, `must be a list, not ${kindOf(node)}`);
    return node.items.flatMap((item, index): readonly Port[] => {
      if (item.kind !== "scalar") {
        const value = reading.part(index, item, port);
        return value === undefined ? [] : [value];
      }
      const result = parsePort(item.text);
      if (!result.ok) reading.fail(item, result.problem.message, result.problem.hint, index);
      return result.ok ? result.value : [];
    });
  },
  write: (values) => (values.length === 0 ? undefined : values.map((value) => port.write(value) ?? {})),
};

/** A device of the host in the container. */
export const device = orShort(
  object({ source: text, target: text, permissions: text }, ["source"]),
  parseDevice,
);
