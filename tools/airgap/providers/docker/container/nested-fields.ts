import type { types } from "@pulumi/docker";
import {
  boolean,
  integer,
  list,
  map,
  object,
  oneOf,
  optional,
  required,
  set,
  string,
  text,
  unsupported,
  withDefault,
  type FieldsOf,
} from "../../kit/index.ts";
import { label } from "../label.ts";
import { nanoseconds } from "./duration.ts";

const duration = text("a duration such as 30s or 1m30s", (value) => nanoseconds(value) !== undefined);
const port = integer(0);

export const capabilities = object({
  adds: optional(set(string)),
  drops: optional(set(string)),
} satisfies FieldsOf<types.input.ContainerCapabilities>);

export const healthcheck = object({
  tests: optional(list(string)),
  interval: withDefault(duration, "0s"),
  timeout: withDefault(duration, "0s"),
  startPeriod: withDefault(duration, "0s"),
  startInterval: withDefault(duration, "0s"),
  retries: withDefault(integer(0), 0),
} satisfies FieldsOf<types.input.ContainerHealthcheck>);

export const host = object({
  host: required(string),
  ip: required(string),
} satisfies FieldsOf<types.input.ContainerHost>);

const volumeOptions = object({
  driverName: optional(string),
  driverOptions: optional(map(string)),
  labels: optional(set(label)),
  noCopy: optional(boolean),
  subpath: optional(string),
} satisfies FieldsOf<types.input.ContainerMountVolumeOptions>);

export const mount = object({
  target: required(string),
  type: required(oneOf("bind", "volume", "tmpfs")),
  source: optional(string),
  readOnly: optional(boolean),
  bindOptions: optional(
    object({
      propagation: optional(oneOf("private", "rprivate", "shared", "rshared", "slave", "rslave")),
    } satisfies FieldsOf<types.input.ContainerMountBindOptions>),
  ),
  volumeOptions: optional(volumeOptions),
  tmpfsOptions: optional(
    object({
      mode: optional(integer(0)),
      sizeBytes: optional(integer(0)),
    } satisfies FieldsOf<types.input.ContainerMountTmpfsOptions>),
  ),
} satisfies FieldsOf<types.input.ContainerMount>);

export const networkAdvanced = object({
  name: required(string),
  aliases: optional(set(string)),
  ipv4Address: optional(string),
  ipv6Address: optional(string),
  linkLocalIps: optional(set(string)),
  macAddress: optional(string),
  driverOpts: unsupported(),
  gwPriority: unsupported("it needs Docker Engine 28"),
} satisfies FieldsOf<types.input.ContainerNetworksAdvanced>);

export const portBinding = object({
  internal: required(port),
  external: optional(port),
  ip: withDefault(string, "0.0.0.0"),
  protocol: withDefault(string, "tcp"),
} satisfies FieldsOf<types.input.ContainerPort>);

export const ulimit = object({
  name: required(string),
  soft: required(integer()),
  hard: required(integer()),
} satisfies FieldsOf<types.input.ContainerUlimit>);

export const upload = object({
  file: required(text("an absolute path in the container", (path) => path.startsWith("/"))),
  content: optional(string),
  contentBase64: optional(text("base64", (value) => /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value))),
  executable: withDefault(boolean, false),
  permissions: optional(text('an octal mode such as "0644"', (mode) => /^0[0-7]{3}$/.test(mode))),
  owner: optional(string),
  group: optional(string),
  source: unsupported("give the content"),
  sourceHash: unsupported("give the content"),
} satisfies FieldsOf<types.input.ContainerUpload>);

export const volume = object({
  containerPath: optional(string),
  hostPath: optional(text("an absolute path on the host", (path) => path.startsWith("/"))),
  volumeName: optional(string),
  fromContainer: optional(string),
  readOnly: optional(boolean),
  selinuxRelabel: optional(oneOf("z", "Z")),
} satisfies FieldsOf<types.input.ContainerVolume>);
