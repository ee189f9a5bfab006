import { buildFields } from "./build-fields.ts";
import { deployFields } from "./deploy-fields.ts";
import { hostFields } from "./host-fields.ts";
import { networkingFields } from "./networking-fields.ts";
import type { ServiceTable } from "./paths.ts";
import { approximated, exact, refused } from "./rule.ts";
import { storageFields } from "./storage-fields.ts";

const NO_MODELS =
  "models and other things that a program beside Compose provides are made by Docker's own tools alone";
const NO_HOOKS = "Muelle runs nothing in a container that has been started";

const processFields = {
  image: exact("`image`; where there is also `build`, the built image is named by its content"),
  command: exact("`command`"),
  entrypoint: exact("`entrypoint`"),
  working_dir: exact("`workingDir`"),
  environment: exact("`environment`; a value that looks like a secret is reported"),
  env_file: exact("read with the files; its variables are among those of `environment`"),
  label_file: exact("read with the files; its labels are among those of `labels`"),
  labels: exact("`labels`"),
  annotations: approximated("labels carry what programs look for; annotations are left out"),
  user: exact("`user`; root where it says so"),
  init: exact("`init`; false where it is left out"),
  tty: exact("`tty`"),
  stdin_open: exact("`stdinOpen`"),
  stop_grace_period: exact("`stopGracePeriod`"),
  stop_signal: exact("`stopSignal`"),
  read_only: exact("`readOnly`"),
  restart: exact("`restart`; a service stays up unless another one waits for its completion"),
  profiles: exact("services of other profiles are left out"),
  extends: exact("read with the files"),
  attach: approximated(
    "nothing that runs depends on it: the logs are to be had by `muelle logs`",
    undefined,
    () => true,
  ),
  container_name: approximated(
    "containers have generated names, so that a new one can be there before the old one goes; others still reach it by this one",
    undefined,
    (value, { name }) => value !== name,
  ),
  develop: approximated("what is watched while somebody develops is left out"),
  logging: approximated(
    "on Docker logs are files that are rotated, on Kubernetes the cluster keeps them",
    "send them elsewhere from there, or by the program itself",
  ),
  pull_policy: approximated(
    "an image is pulled when its reference changes",
    undefined,
    (value) => value !== "missing" && value !== "build",
  ),
  pull_refresh_after: approximated("an image is pulled when its reference changes"),
  platform: refused(
    "an image runs on the platform of the engine or the node",
    "leave it out, or name an image of that platform by its digest",
    (value, { item }) => value !== undefined && item.build === undefined,
  ),
  "healthcheck.test": exact("`healthcheck.test`"),
  "healthcheck.interval": exact("`healthcheck.interval`; 30s where it is left out"),
  "healthcheck.timeout": exact("`healthcheck.timeout`; 30s where it is left out"),
  "healthcheck.retries": exact("`healthcheck.retries`"),
  "healthcheck.start_period": exact("`healthcheck.startPeriod`; none where it is left out"),
  "healthcheck.start_interval": exact("`healthcheck.startInterval`; 5s where it is left out"),
  "healthcheck.disable": exact("`healthcheck.disable`"),
  pre_start: refused(
    NO_HOOKS,
    "write a service that runs to its end, and wait for `service_completed_successfully`",
  ),
  post_start: refused(NO_HOOKS, "do it in the entrypoint"),
  pre_stop: refused(NO_HOOKS, "do it when the process gets the stop signal"),
  provider: refused(NO_MODELS, "write a service that runs an image"),
  models: refused(NO_MODELS, "write a service that runs the model, and its address in a variable"),
} satisfies Partial<ServiceTable>;

/** What becomes of every field of a service. */
export const serviceFields: ServiceTable = {
  ...processFields,
  ...buildFields,
  ...deployFields,
  ...hostFields,
  ...networkingFields,
  ...storageFields,
};
