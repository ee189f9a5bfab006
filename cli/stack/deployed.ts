import { fieldsOf, listOf, opened, type StateResource, textOf } from "./state.ts";

/** An application that a stack has brought up on one platform. */
export type DeployedApplication = DeployedOnDocker | DeployedOnKubernetes;

interface Deployed {
  /** By its labels. */
  readonly application: string;
  readonly stack: string;
  /** Where it is reached. @default - it has no route */
  readonly url?: string;
  /** Those first that others need. */
  readonly services: readonly DeployedService[];
  /** The inputs of the provider that made it: which engine, which cluster. */
  readonly provider: Readonly<Record<string, unknown>>;
}

export interface DeployedOnDocker extends Deployed {
  readonly platform: "docker";
}

export interface DeployedOnKubernetes extends Deployed {
  readonly platform: "kubernetes";
  readonly namespace: string;
}

/** A service as the state knows it. */
export interface DeployedService {
  readonly name: string;
  /** Whether it runs on, or to its end. */
  readonly lifetime: "server" | "one-shot";
  /** The kind of object that makes its pods; "Container" on Docker. */
  readonly kind: "Container" | "Deployment" | "StatefulSet" | "Job";
  /** Paths of the secrets and configs that Pulumi copied into its containers (Docker); "encrypted" where they are. */
  readonly files: readonly string[] | "encrypted";
}

/** What one resource tells: a container or a workload of a service. */
interface Part {
  readonly platform: "docker" | "kubernetes";
  readonly application: string;
  readonly stack: string;
  readonly namespace: string;
  readonly service: DeployedService;
  readonly resource: StateResource;
}

const CONTAINER = "docker:index/container:Container";

/** The applications of a stack, each with what the labels of its containers or workloads say. */
export function deployedApplications(resources: readonly StateResource[]): readonly DeployedApplication[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const parts = resources.flatMap((resource) => partOf(resource) ?? []);
  const groups = Map.groupBy(
    parts,
    ({ platform, application, namespace }) => `${platform} ${application} ${namespace}`,
  );
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const { platform, application, stack, namespace, resource } = first;
    const services = new Map([first, ...rest].map(({ service }) => [service.name, service]));
    const url = urlAbove(resource, byUrn);
    const deployed = {
      application,
      stack,
      ...(url === undefined ? {} : { url }),
      services: [...services.values()],
      provider: byUrn.get((resource.provider ?? "").replace(/::[^:]*$/, ""))?.inputs ?? {},
    };
    return [platform === "docker" ? { ...deployed, platform } : { ...deployed, platform, namespace }];
  });
}

function partOf(resource: StateResource): Part | undefined {
  return resource.type === CONTAINER ? containerPart(resource) : workloadPart(resource);
}

function containerPart(resource: StateResource): Part | undefined {
  const { inputs } = resource;
  const labels = Object.fromEntries(
    listOf(inputs["labels"])
      .map(fieldsOf)
      .map(({ label, value }) => [String(label), value]),
  );
  // One that is never started only holds files for others.
  if (inputs["start"] === false) return undefined;
  const identity = identityOf(labels);
  if (identity === undefined) return undefined;
  const { service: name, ...rest } = identity;
  const uploads = opened(inputs["uploads"]);
  const files =
    uploads === undefined && inputs["uploads"] !== undefined
      ? ("encrypted" as const)
      : listOf(uploads).flatMap((upload) => textOf(opened(fieldsOf(upload)["file"])) ?? []);
  const lifetime = inputs["mustRun"] === false ? ("one-shot" as const) : ("server" as const);
  const service = { name, lifetime, kind: "Container" as const, files };
  return { platform: "docker", ...rest, namespace: "", service, resource };
}

function workloadPart(resource: StateResource): Part | undefined {
  const kind = /^kubernetes:(?:apps|batch)\/v1:(Deployment|StatefulSet|Job)$/.exec(resource.type)?.[1];
  if (kind !== "Deployment" && kind !== "StatefulSet" && kind !== "Job") return undefined;
  const metadata = { ...fieldsOf(resource.inputs["metadata"]), ...fieldsOf(resource.outputs["metadata"]) };
  const identity = identityOf(fieldsOf(metadata["labels"]));
  if (identity === undefined) return undefined;
  const { service: name, ...rest } = identity;
  const lifetime = kind === "Job" ? ("one-shot" as const) : ("server" as const);
  const service: DeployedService = { name, lifetime, kind, files: [] };
  const namespace = textOf(metadata["namespace"]) ?? "default";
  return { platform: "kubernetes", ...rest, namespace, service, resource };
}

function identityOf(
  labels: Readonly<Record<string, unknown>>,
): { readonly application: string; readonly stack: string; readonly service: string } | undefined {
  const application = textOf(labels["muelle.application"]);
  const stack = textOf(labels["muelle.stack"]);
  const service = textOf(labels["muelle.service"]);
  if (application === undefined || stack === undefined || service === undefined) return undefined;
  return { application, stack, service };
}

/** The output `url` of the nearest component of Muelle around a resource. */
function urlAbove(resource: StateResource, byUrn: ReadonlyMap<string, StateResource>): string | undefined {
  for (
    let above = byUrn.get(resource.parent ?? "");
    above !== undefined;
    above = byUrn.get(above.parent ?? "")
  ) {
    const url = above.type.startsWith("muelle:") ? textOf(above.outputs["url"]) : undefined;
    if (url !== undefined) return url;
  }
  return undefined;
}
