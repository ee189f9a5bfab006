import { addonAccount, addonDeployment, labelsOf, type Addon, type Manifest } from "./manifest.ts";

const NAME = "metrics-server";
const NAMESPACE = "kube-system";
const PORT = 10_250;
const RBAC = "rbac.authorization.k8s.io/v1";

/** Measures pods: what autoscalers and `kubectl top` ask. */
export function metricsServer(image: string): Addon {
  return {
    namespace: NAMESPACE,
    deployment: NAME,
    manifests: [
      ...addonAccount(NAME, NAMESPACE, [
        { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] },
        { apiGroups: [""], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] },
      ]),
      clusterBinding("auth-delegator", "system:auth-delegator"),
      {
        apiVersion: RBAC,
        kind: "RoleBinding",
        metadata: { name: `muelle:${NAME}:auth-reader`, namespace: NAMESPACE },
        roleRef: {
          apiGroup: "rbac.authorization.k8s.io",
          kind: "Role",
          name: "extension-apiserver-authentication-reader",
        },
        subjects: [{ kind: "ServiceAccount", name: NAME, namespace: NAMESPACE }],
      },
      readerRole(),
      addonDeployment({
        name: NAME,
        namespace: NAMESPACE,
        image,
        args: [
          "--cert-dir=/tmp",
          `--secure-port=${PORT}`,
          "--kubelet-preferred-address-types=InternalIP",
          // The authority of every pod's token signed the kubelet's certificate, too.
          "--kubelet-certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt",
          // The shortest it takes: an autoscaler is to be seen at work.
          "--metric-resolution=10s",
          "--kubelet-request-timeout=5s",
        ],
        ports: [{ name: "https", containerPort: PORT }],
        readinessProbe: { httpGet: { path: "/readyz", port: "https", scheme: "HTTPS" } },
        volumes: [{ name: "tmp", emptyDir: {} }],
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      }),
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: NAME, namespace: NAMESPACE, labels: labelsOf(NAME) },
        spec: { selector: labelsOf(NAME), ports: [{ name: "https", port: 443, targetPort: "https" }] },
      },
      apiService(),
    ],
  };
}

function apiService(): Manifest {
  return {
    apiVersion: "apiregistration.k8s.io/v1",
    kind: "APIService",
    metadata: { name: "v1beta1.metrics.k8s.io" },
    spec: {
      group: "metrics.k8s.io",
      version: "v1beta1",
      groupPriorityMinimum: 100,
      versionPriority: 100,
      service: { name: NAME, namespace: NAMESPACE },
      // It makes its certificate up at each start, as its own manifests have it.
      insecureSkipTLSVerify: true,
    },
  };
}

function clusterBinding(suffix: string, role: string): Manifest {
  return {
    apiVersion: RBAC,
    kind: "ClusterRoleBinding",
    metadata: { name: `muelle:${NAME}:${suffix}` },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects: [{ kind: "ServiceAccount", name: NAME, namespace: NAMESPACE }],
  };
}

/** Whoever may look at a namespace may look at its pods' metrics. */
function readerRole(): Manifest {
  return {
    apiVersion: RBAC,
    kind: "ClusterRole",
    metadata: {
      name: "muelle:aggregated-metrics-reader",
      labels: {
        "rbac.authorization.k8s.io/aggregate-to-view": "true",
        "rbac.authorization.k8s.io/aggregate-to-edit": "true",
        "rbac.authorization.k8s.io/aggregate-to-admin": "true",
      },
    },
    rules: [{ apiGroups: ["metrics.k8s.io"], resources: ["pods", "nodes"], verbs: ["get", "list", "watch"] }],
  };
}
