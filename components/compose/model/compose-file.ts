import type { Codec } from "./codec.ts";
import { always, listOf, mapOf, object, oneOrMore, orNothing, orShort, texts } from "./collections.ts";
import { nameForm } from "./container.ts";
import { integer, flag, keptFlag, text } from "./scalars.ts";
import { jobs, services, type service } from "./service.ts";
import { labels, options } from "./variables.ts";

const oldExternal = object({ name: text });

/** Whether something is there already and not made; Compose's old form is a map with its name. */
const external: Codec<boolean> = {
  read: (node, reading) =>
    node.kind === "map" ? oldExternal.read(node, reading) !== undefined : flag.read(node, reading),
  write: (value) => flag.write(value),
};

const pool = object({ subnet: text, gateway: text, ip_range: text, aux_addresses: options });

/** @see https://github.com/compose-spec/compose-spec/blob/main/06-networks.md */
const network = orNothing(
  object({
    name: text,
    driver: text,
    driver_opts: options,
    ipam: always(object({ driver: text, config: listOf(pool), options }), {}),
    external,
    internal: flag,
    attachable: flag,
    labels,
    enable_ipv4: keptFlag,
    enable_ipv6: keptFlag,
  }),
);

/** @see https://github.com/compose-spec/compose-spec/blob/main/07-volumes.md */
const volume = orNothing(object({ name: text, driver: text, driver_opts: options, external, labels }));

const fileFields = {
  name: text,
  file: text,
  environment: text,
  external,
  labels,
  driver: text,
  driver_opts: options,
  template_driver: text,
};

/** @see https://github.com/compose-spec/compose-spec/blob/main/09-secrets.md */
const secret = object(fileFields);

/** @see https://github.com/compose-spec/compose-spec/blob/main/08-configs.md */
const config = object({ ...fileFields, content: text });

const model = object({ name: text, model: text, context_size: integer, runtime_flags: texts }, ["model"]);

const include = orShort(
  object({ path: oneOrMore(text), project_directory: text, env_file: oneOrMore(text) }),
  (path) => ({ ok: true, value: { path: [path] } }),
);

/**
 * A Compose file.
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
export const composeFile = object({
  version: text,
  name: text,
  include: listOf(include),
  services,
  networks: mapOf(network, nameForm, "a name of a network"),
  volumes: mapOf(volume, nameForm, "a name of a volume"),
  secrets: mapOf(secret, nameForm, "a name of a secret"),
  configs: mapOf(config, nameForm, "a name of a config"),
  models: mapOf(model, nameForm, "a name of a model"),
  jobs,
});

export type ComposeFile = NonNullable<ReturnType<typeof composeFile.read>>;
export type ComposeService = NonNullable<ReturnType<typeof service.read>>;
