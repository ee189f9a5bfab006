import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import type { Manifest } from "../../../../../tools/airgap/providers/kubernetes/manifest/manifest.ts";

/** A Deployment as a program gives it. */
export function deployment(container: Properties = {}, spec: Properties = {}): Manifest {
  const labels = { app: "web" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "shop" },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "web", image: "nginx:1.30", ...container }] },
      },
      ...spec,
    },
  };
}

/** An object of a kind, with whatever else is given. */
export function object(apiVersion: string, kind: string, rest: Properties = {}): Manifest {
  return { apiVersion, kind, metadata: { name: "it", namespace: "shop" }, ...rest };
}

/** A pod in the state that is given. */
export function pod(status: Properties, name = "web-1"): Manifest {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "shop" }, status };
}
