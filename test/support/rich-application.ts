import { join } from "node:path";
import { type ApplicationModel, type ApplicationSpec, defineApplication } from "../../components/index.ts";
import { DockerStack, type DockerTransforms } from "../../components/docker/index.ts";
import {
  bindFolders,
  defaultSettings,
  imageUsers,
  KubernetesStack,
  type KubernetesSettings,
  type KubernetesTransforms,
} from "../../components/kubernetes/index.ts";
import type { RecordedResource } from "./mocks.ts";
import { mockPulumi } from "./mocks.ts";

/** An application that needs every kind of resource that there is. */
const spec: ApplicationSpec = {
  name: "shop",
  services: {
    web: {
      build: { context: "image" },
      user: "1000:1000",
      readOnly: true,
      secrets: ["token"],
      configs: ["settings"],
      healthcheck: { http: { port: 8000 } },
      route: { port: 8000 },
      scale: { min: 2, max: 5, cpu: 50 },
      dependsOn: { migrate: { condition: "service_completed_successfully" } },
    },
    api: { image: "api:1", user: "1000:1000", ports: ["6001:5000"], volumes: ["./image:/folder:ro"] },
    migrate: { image: "api:1", user: "1000:1000", restart: "no" },
    db: { image: "postgres:17", user: "1000:1000", expose: [5432], volumes: ["data:/data"] },
  },
  volumes: { data: {} },
  secrets: { token: {} },
  configs: { settings: { content: "colour=blue" } },
};

/** The application, whose files are those of an application that is there. */
export function richApplication(): ApplicationModel {
  return defineApplication(spec, { directory: join(import.meta.dirname, "../e2e/applications/fields") });
}

/** What Docker's and Kubernetes' providers would give to such resources beside their inputs. */
const outputs = (_: string, name: string): Record<string, unknown> => ({ name, digest: "sha256:0" });

/** What a `DockerStack` creates of an application. */
export async function dockerResources(
  application: ApplicationModel,
  transform?: DockerTransforms,
): Promise<readonly RecordedResource[]> {
  const recording = await mockPulumi({ outputs });
  new DockerStack("shop", {
    application,
    stack: "dev",
    port: 8080,
    secrets: { token: "t0ken" },
    transform,
  });
  return recording.resources();
}

/** What a `KubernetesStack` creates of an application. */
export async function kubernetesResources(
  application: ApplicationModel,
  ingress: KubernetesSettings["ingress"],
  transform?: KubernetesTransforms,
): Promise<readonly RecordedResource[]> {
  const recording = await mockPulumi({ outputs });
  new KubernetesStack("shop", {
    application,
    stack: "prod",
    namespace: "shop-prod",
    settings: { ...defaultSettings, ingress, ingressClass: "traefik" },
    users: imageUsers(application),
    folders: bindFolders(application),
    secrets: { token: "t0ken" },
    registry: "registry.example.com/team",
    pullSecret: "{}",
    transform,
  });
  return recording.resources();
}
