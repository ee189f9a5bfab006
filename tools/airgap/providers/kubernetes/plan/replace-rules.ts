import type { Step } from "../manifest/at.ts";
import { kindOf, type Manifest } from "../manifest/manifest.ts";
import { covers, parsePath } from "../manifest/property-path.ts";

/** What the provider's configuration says about objects whose content is replaced otherwise. */
export interface Mutability {
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
}

const SELECTOR = ["spec.selector"];
const ROLE_REF = ["roleRef"];
const WORKLOADS = ["v1", "v1beta2"].flatMap((version) => [
  [`apps/${version}/DaemonSet`, SELECTOR] as const,
  [`apps/${version}/Deployment`, SELECTOR] as const,
]);

const CONTAINER_FIELDS = [
  "args",
  "command",
  "env",
  "image",
  "imagePullPolicy",
  "lifecycle",
  "livenessProbe",
  "ports",
  "readinessProbe",
  "resources",
  "securityContext",
  "stdin",
  "stdinOnce",
  "terminationMessagePath",
  "terminationMessagePolicy",
  "tty",
  "volumeDevices",
  "volumeMounts",
  "workingDir",
];

const POD_FIELDS = [
  "affinity",
  "automountServiceAccountToken",
  "dnsConfig",
  "dnsPolicy",
  "enableServiceLinks",
  "hostAliases",
  "hostIPC",
  "hostNetwork",
  "hostPID",
  "hostname",
  "imagePullSecrets",
  "nodeName",
  "nodeSelector",
  "overhead",
  "preemptionPolicy",
  "priority",
  "priorityClassName",
  "readinessGates",
  "restartPolicy",
  "runtimeClassName",
  "schedulerName",
  "securityContext",
  "serviceAccount",
  "serviceAccountName",
  "shareProcessNamespace",
  "subdomain",
  "terminationGracePeriodSeconds",
  "volumes",
];

const VOLUME_SOURCES = [
  "awsElasticBlockStore",
  "azureDisk",
  "azureFile",
  "cephfs",
  "cinder",
  "csi",
  "fc",
  "flexVolume",
  "flocker",
  "gcePersistentDisk",
  "glusterfs",
  "hostPath",
  "iscsi",
  "local",
  "nfs",
  "photonPersistentDisk",
  "portworxVolume",
  "quobyte",
  "rbd",
  "scaleIO",
  "storageos",
  "vsphereVolume",
];

/** Fields that the API does not change in an object that exists, by `apiVersion/kind`: the real provider's list. */
const IMMUTABLE: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...WORKLOADS,
  [
    "apps/v1/StatefulSet",
    [
      "spec.podManagementPolicy",
      "spec.revisionHistoryLimit",
      "spec.selector",
      "spec.serviceName",
      "spec.volumeClaimTemplates",
    ],
  ],
  ["batch/v1/Job", ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"]],
  ["rbac.authorization.k8s.io/v1/ClusterRoleBinding", ROLE_REF],
  ["rbac.authorization.k8s.io/v1/RoleBinding", ROLE_REF],
  ["storage.k8s.io/v1/StorageClass", ["parameters", "provisioner"]],
  ["v1/PersistentVolume", VOLUME_SOURCES.map((source) => `spec.${source}`)],
  [
    "v1/PersistentVolumeClaim",
    ["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  ],
  [
    "v1/Pod",
    [
      ...POD_FIELDS.map((field) => `spec.${field}`),
      ...["containers", "initContainers"].flatMap((list) =>
        CONTAINER_FIELDS.map((field) => `spec.${list}[*].${field}`),
      ),
    ],
  ],
  ["v1/ResourceQuota", ["spec.scopes"]],
  ["v1/Secret", ["type"]],
  ["v1/Service", ["spec.clusterIP"]],
]);

/** Says of a path whether a change there means a new object. */
export function replaceRules(next: Manifest, mutability: Mutability): (path: readonly Step[]) => boolean {
  const { apiVersion, kind } = kindOf(next);
  const patterns = [
    "kind",
    "metadata.name",
    "metadata.namespace",
    ...(IMMUTABLE.get(`${apiVersion}/${kind}`) ?? []),
    ...contentOf(next, `${apiVersion}/${kind}`, mutability),
  ].map(parsePath);
  return (path) => patterns.some((pattern) => covers(pattern, path) || covers(path, pattern));
}

/** The content of ConfigMaps and Secrets: another content is another object, so that pods roll to the new name. */
function contentOf(next: Manifest, kind: string, mutability: Mutability): readonly string[] {
  const immutable = next["immutable"] === true;
  if (kind === "v1/ConfigMap" && (immutable || !mutability.enableConfigMapMutable)) {
    return ["data", "binaryData"];
  }
  if (kind === "v1/Secret" && (immutable || !mutability.enableSecretMutable)) return ["data", "stringData"];
  return [];
}
