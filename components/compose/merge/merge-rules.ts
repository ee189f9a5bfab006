import { rules } from "../tree/path.ts";

/** How two values of a field become one where it is not by the general rule. */
export type MergeRule =
  "replace" | "list" | "variables" | "map" | "dependencies" | "build" | "logging" | "ulimit" | "subnets";

const ofContainers: Readonly<Record<string, MergeRule>> = {
  annotations: "variables",
  build: "build",
  "build.args": "variables",
  "build.additional_contexts": "variables",
  "build.extra_hosts": "list",
  "build.labels": "variables",
  command: "replace",
  depends_on: "dependencies",
  dns: "list",
  dns_opt: "list",
  dns_search: "list",
  entrypoint: "replace",
  env_file: "list",
  label_file: "list",
  environment: "variables",
  extra_hosts: "list",
  "healthcheck.test": "replace",
  labels: "variables",
  "volumes.*.volume.labels": "variables",
  logging: "logging",
  models: "map",
  networks: "map",
  sysctls: "variables",
  tmpfs: "list",
  "ulimits.*": "ulimit",
};

function under(prefix: string): Readonly<Record<string, MergeRule>> {
  return Object.fromEntries(
    Object.entries(ofContainers).map(([field, rule]) => [`${prefix}.${field}`, rule]),
  );
}

/**
 * Fields that are not merged by the general rule.
 * @see https://github.com/compose-spec/compose-spec/blob/main/13-merge.md#exceptions
 */
export const mergeRules = rules<MergeRule>({
  "networks.*.ipam.config": "subnets",
  "networks.*.labels": "variables",
  "volumes.*.labels": "variables",
  "secrets.*.labels": "variables",
  "configs.*.labels": "variables",
  ...under("services.*"),
  ...under("jobs.*"),
  "services.*.deploy.labels": "variables",
});
