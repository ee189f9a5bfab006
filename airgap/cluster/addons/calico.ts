import { readdirSync } from "node:fs";
import { join } from "node:path";
import { moduleFolder } from "../binaries/install.ts";
import { CALICO_USER } from "../pki/plan.ts";
import type { Manifest } from "./manifest.ts";

const RBAC = "rbac.authorization.k8s.io/v1";
const NAME = "muelle:calico";
const READ = ["get", "list", "watch"];

/** The resource definitions that Calico keeps its settings in, in its Go module. */
export async function calicoFiles(): Promise<readonly string[]> {
  const module = await moduleFolder("calico", "github.com/projectcalico/calico");
  const folder = join(module, "libcalico-go", "config", "crd");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, name));
}

/** What the pods' network may do. */
export const CALICO_ACCESS: readonly Manifest[] = [
  {
    apiVersion: RBAC,
    kind: "ClusterRole",
    metadata: { name: NAME },
    rules: [
      {
        apiGroups: [""],
        resources: ["pods", "nodes", "namespaces", "services", "endpoints", "serviceaccounts"],
        verbs: READ,
      },
      { apiGroups: [""], resources: ["pods/status"], verbs: ["patch"] },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: READ },
      { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: READ },
      { apiGroups: ["policy.networking.k8s.io"], resources: ["*"], verbs: READ },
      { apiGroups: ["crd.projectcalico.org"], resources: ["*"], verbs: [...READ, "create", "update"] },
    ],
  },
  {
    apiVersion: RBAC,
    kind: "ClusterRoleBinding",
    metadata: { name: NAME },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: NAME },
    subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "User", name: CALICO_USER }],
  },
];

/** Says that the settings are there to be read: without it nothing of Calico starts. */
export const CALICO_SETTINGS: readonly Manifest[] = [
  {
    apiVersion: "crd.projectcalico.org/v1",
    kind: "ClusterInformation",
    metadata: { name: "default" },
    spec: { datastoreReady: true },
  },
];
