import { describe, expect, it } from "vitest";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { parsePath } from "../../../../../tools/airgap/providers/kubernetes/manifest/property-path.ts";
import {
  replaceRules,
  type Mutability,
} from "../../../../../tools/airgap/providers/kubernetes/plan/replace-rules.ts";

const STRICT = { enableConfigMapMutable: false, enableSecretMutable: false };
const MUTABLE = { enableConfigMapMutable: true, enableSecretMutable: true };

function replaces(
  type: string,
  path: string,
  { mutability = STRICT, rest = {} }: { mutability?: Mutability; rest?: Properties } = {},
): boolean {
  const slash = type.lastIndexOf("/");
  const manifest = { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), ...rest };
  return replaceRules(manifest, mutability)(parsePath(path));
}

describe("a change that the API cannot make in place", () => {
  it.each([
    ["v1/Service", "metadata.name"],
    ["v1/Service", "metadata.namespace"],
    ["v1/Service", "spec.clusterIP"],
    ["example.org/v1/Widget", "kind"],
    ["apps/v1/Deployment", "spec.selector.matchLabels.app"],
    ["apps/v1/DaemonSet", "spec.selector.matchExpressions[0].key"],
    ["apps/v1/StatefulSet", "spec.serviceName"],
    ["apps/v1/StatefulSet", "spec.volumeClaimTemplates[0].spec.resources.requests.storage"],
    ["batch/v1/Job", "spec.template.spec.containers[0].image"],
    ["batch/v1/Job", "spec.completions"],
    ["v1/PersistentVolumeClaim", "spec.storageClassName"],
    ["v1/PersistentVolumeClaim", "spec.accessModes[0]"],
    ["v1/Secret", "type"],
    ["v1/Secret", "data.password"],
    ["v1/Secret", "stringData.password"],
    ["v1/ConfigMap", 'data["nginx.conf"]'],
    ["v1/ConfigMap", "binaryData.logo"],
    ["v1/Pod", "spec.containers[1].image"],
    ["rbac.authorization.k8s.io/v1/RoleBinding", "roleRef.name"],
    ["storage.k8s.io/v1/StorageClass", "parameters.type"],
  ])("replaces %s for %s", (type, path) => {
    expect(replaces(type, path)).toBe(true);
  });

  it.each([
    ["v1/Service", "spec.ports[0].port"],
    ["apps/v1/Deployment", "spec.template.spec.containers[0].image"],
    ["apps/v1/Deployment", "spec.replicas"],
    ["apps/v1/StatefulSet", "spec.template.spec.containers[0].image"],
    ["v1/PersistentVolumeClaim", "spec.resources.requests.storage"],
    ["v1/ConfigMap", "metadata.labels.app"],
    ["v1/Secret", "metadata.annotations.a"],
    ["autoscaling/v2/HorizontalPodAutoscaler", "spec.maxReplicas"],
    ["networking.k8s.io/v1/Ingress", "spec.rules[0].host"],
    ["batch/v1/Job", "spec.ttlSecondsAfterFinished"],
  ])("updates %s in place for %s", (type, path) => {
    expect(replaces(type, path)).toBe(false);
  });

  it("changes the content of ConfigMaps and Secrets in place where the provider is told so", () => {
    expect(replaces("v1/ConfigMap", "data.a", { mutability: MUTABLE })).toBe(false);
    expect(replaces("v1/Secret", "data.a", { mutability: MUTABLE })).toBe(false);
  });

  it("replaces immutable ConfigMaps and Secrets all the same", () => {
    const options = { mutability: MUTABLE, rest: { immutable: true } };
    expect(replaces("v1/ConfigMap", "data.a", options)).toBe(true);
    expect(replaces("v1/Secret", "data.a", options)).toBe(true);
  });

  it("replaces where the whole of an immutable field comes or goes", () => {
    expect(replaces("v1/Secret", "data")).toBe(true);
    expect(replaces("batch/v1/Job", "spec")).toBe(true);
  });
});
