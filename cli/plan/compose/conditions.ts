import * as v from "valibot";
import type { RecordedResource } from "../../../components/testing/recording.ts";
import type { PlannedContainer } from "./container.ts";

/** When a service may start: by the service that it waits for. */
export type Conditions = Readonly<Record<string, { readonly condition: string }>>;

const readinessInputs = v.object({
  containers: v.array(v.string()),
  condition: v.picklist(["healthy", "running", "completed"]),
});

const CONDITIONS = {
  healthy: "service_healthy",
  running: "service_started",
  completed: "service_completed_successfully",
} as const;

/**
 * Compose's conditions for what the program made something wait for.
 *
 * @param containers - that can be waited for
 * @param serviceNames - names in the compose file by container
 */
export function conditionsOf(
  dependsOn: readonly string[],
  resources: readonly RecordedResource[],
  containers: readonly PlannedContainer[],
  serviceNames: ReadonlyMap<string, string>,
): Conditions {
  const wanted = new Set(dependsOn);
  const entry = (
    { name }: PlannedContainer,
    condition: keyof typeof CONDITIONS,
  ): [string, { readonly condition: string }] => [
    serviceNames.get(name) ?? name,
    { condition: CONDITIONS[condition] },
  ];
  const started = containers
    .filter(({ name }) => wanted.has(name))
    // One that is never started fills a volume as it is created; Compose can only run it to its end.
    .map((container) => entry(container, container.inputs.start ? "running" : "completed"));
  const awaited = resources
    .filter(({ type, name }) => type === "muelle:docker:Readiness" && wanted.has(name))
    .flatMap(({ inputs }) => {
      const { containers: ids, condition } = v.parse(readinessInputs, inputs);
      return containers
        .filter(({ name }) => ids.includes(`${name}-id`))
        .map((container) => entry(container, condition));
    });
  return Object.fromEntries([...started, ...awaited]);
}
