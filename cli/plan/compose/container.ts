import * as v from "valibot";
import type { RecordedResource } from "../../../components/testing/recording.ts";

const texts = v.array(v.string());

/** Closed, so that a field that the components begin to use is never left out of a plan in silence. */
const containerInputs = v.strictObject({
  image: v.string(),
  command: v.optional(texts),
  entrypoints: v.optional(texts),
  workingDir: v.optional(v.string()),
  user: v.optional(v.string()),
  envs: v.optional(texts, []),
  healthcheck: v.optional(
    v.strictObject({
      tests: texts,
      interval: v.optional(v.string()),
      timeout: v.optional(v.string()),
      retries: v.optional(v.number()),
      startPeriod: v.optional(v.string()),
      startInterval: v.optional(v.string()),
    }),
  ),
  hostname: v.optional(v.string()),
  tty: v.optional(v.boolean()),
  stdinOpen: v.optional(v.boolean()),
  groupAdds: v.optional(texts),
  hosts: v.optional(v.array(v.strictObject({ host: v.string(), ip: v.string() }))),
  dns: v.optional(texts),
  dnsSearches: v.optional(texts),
  dnsOpts: v.optional(texts),
  shmSize: v.optional(v.number()),
  ulimits: v.optional(v.array(v.strictObject({ name: v.string(), soft: v.number(), hard: v.number() }))),
  sysctls: v.optional(v.record(v.string(), v.string())),
  init: v.optional(v.boolean()),
  start: v.optional(v.boolean(), true),
  mustRun: v.optional(v.boolean()),
  restart: v.optional(v.string()),
  memory: v.optional(v.number()),
  memoryReservation: v.optional(v.number()),
  memorySwap: v.optional(v.number()),
  cpus: v.optional(v.string()),
  cpuPeriod: v.optional(v.number()),
  cpuQuota: v.optional(v.number()),
  networkMode: v.optional(v.string()),
  networksAdvanced: v.optional(v.array(v.strictObject({ name: v.string(), aliases: texts })), []),
  volumes: v.optional(
    v.array(
      v.strictObject({
        volumeName: v.optional(v.string()),
        hostPath: v.optional(v.string()),
        fromContainer: v.optional(v.string()),
        containerPath: v.optional(v.string()),
        readOnly: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
  uploads: v.optional(
    v.array(v.strictObject({ file: v.string(), content: v.string(), permissions: v.string() })),
    [],
  ),
  ports: v.optional(
    v.array(
      v.strictObject({ internal: v.number(), external: v.number(), ip: v.string(), protocol: v.string() }),
    ),
    [],
  ),
  tmpfs: v.optional(v.record(v.string(), v.string()), {}),
  readOnly: v.optional(v.boolean(), false),
  capabilities: v.optional(v.strictObject({ adds: texts, drops: texts })),
  securityOpts: v.optional(texts, []),
  logDriver: v.optional(v.string()),
  logOpts: v.optional(v.record(v.string(), v.string())),
  stopSignal: v.optional(v.string()),
  stopTimeout: v.optional(v.number()),
  destroyGraceSeconds: v.optional(v.number()),
  labels: v.array(v.strictObject({ label: v.string(), value: v.string() })),
});

export type ContainerInputs = v.InferOutput<typeof containerInputs>;

/** A container as it was registered. */
export interface PlannedContainer {
  readonly name: string;
  /** The service that it belongs to: the application's, or one of Muelle's own. */
  readonly service: string;
  /** Of the replica, counted from 1. */
  readonly number: string;
  readonly inputs: ContainerInputs;
  /** Names of the resources that must be there first. */
  readonly dependsOn: readonly string[];
}

/** The containers among the resources, sorted by name, with replicas in the order of their numbers. */
export function plannedContainers(resources: readonly RecordedResource[]): readonly PlannedContainer[] {
  return resources
    .filter(({ type }) => type === "docker:index/container:Container")
    .map(({ name, inputs, options }) => {
      const parsed = v.parse(containerInputs, inputs);
      const service = labelOf(parsed, "muelle.service");
      const number = labelOf(parsed, "com.docker.compose.container-number");
      return { name, service, number, inputs: parsed, dependsOn: options.dependsOn };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

function labelOf({ labels }: ContainerInputs, wanted: string): string {
  return labels.find(({ label }) => label === wanted)?.value ?? "";
}
