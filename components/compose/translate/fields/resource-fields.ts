import type { ConfigTable, NetworkTable, SecretTable, VolumeTable } from "./paths.ts";
import { approximated, exact, refused, unless } from "./rule.ts";

const OWN_NAME = "Muelle names it by application and stack; what has that name already is left alone";
const LABELS = "labels change nothing in what runs";
const SWARM = "only Swarm keeps it so";

/** What becomes of every field of a network. */
export const networkFields: NetworkTable = {
  name: approximated(
    OWN_NAME,
    undefined,
    (value, { name, item, file }) => item.external !== true && !isDerived(value, name, file.name),
  ),
  driver: refused(
    "a network is a bridge of the engine",
    "leave it out",
    unless("bridge", "overlay", "default"),
  ),
  driver_opts: refused("a network has the engine's own settings", "set them in the engine"),
  "ipam.driver": refused(
    "the engine and the cluster give out the addresses",
    "leave it out",
    unless("default"),
  ),
  "ipam.config.*.subnet": approximated("the engine and the cluster choose the addresses"),
  "ipam.config.*.gateway": approximated("the engine and the cluster choose the addresses"),
  "ipam.config.*.ip_range": approximated("the engine and the cluster choose the addresses"),
  "ipam.config.*.aux_addresses": approximated("the engine and the cluster choose the addresses"),
  "ipam.options": approximated("the engine and the cluster choose the addresses"),
  external: exact("`external`, with its `name`"),
  internal: exact("`internal`"),
  attachable: exact("only Swarm makes a difference"),
  labels: approximated(LABELS),
  enable_ipv4: refused("a network has IPv4", "leave it out", (value) => value === false),
  enable_ipv6: approximated("a network has IPv6 where the engine gives it by itself"),
};

/** What becomes of every field of a volume. */
export const volumeFields: VolumeTable = {
  name: approximated(
    OWN_NAME,
    "copy the data of a volume that exists, by a backup",
    (value, { name, item, file }) => item.external !== true && !isDerived(value, name, file.name),
  ),
  driver: refused("volumes are the engine's own", "leave it out", unless("local")),
  driver_opts: refused("volumes are the engine's own", "mount the folder itself, as a bind"),
  external: exact("`external`, with its `name`"),
  labels: approximated(LABELS),
};

const fileFields = {
  name: approximated<unknown>(OWN_NAME, undefined, () => false),
  labels: approximated<unknown>(LABELS),
  driver: refused<unknown>(SWARM, "leave it out"),
  driver_opts: refused<unknown>(SWARM, "leave it out"),
  template_driver: refused<unknown>(SWARM, "write the file as it is to be"),
} as const;

/** What becomes of every field of a secret. */
export const secretFields: SecretTable = {
  ...fileFields,
  file: exact("`secrets`"),
  environment: exact("`secrets`; a variable of the process that runs Pulumi"),
  external: approximated(
    "its value is in the encrypted configuration of the stack",
    "pulumi config set --secret --path muelle:secrets.NAME",
  ),
};

/** What becomes of every field of a config. */
export const configFields: ConfigTable = {
  ...fileFields,
  content: exact("`configs`"),
  file: exact("`configs`"),
  environment: exact("`configs`, with the value of the variable"),
  external: refused(
    "files of configuration are the application's own",
    "name the file, or write its content",
  ),
};

/** Whether a name is the one that Compose makes of the project's. */
function isDerived(value: unknown, key: string, project: string | undefined): boolean {
  return value === undefined || value === `${project ?? ""}_${key}`;
}
