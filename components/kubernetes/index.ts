export type { BindFile, BindFiles } from "./bind-files.ts";
export { bindFolders } from "./bind-folders.ts";
export type { ClusterFacts } from "./cluster/cluster-facts.ts";
export {
  findCluster,
  isKubeconfigContent,
  type Cluster,
  type ClusterAccess,
} from "./cluster/find-cluster.ts";
export { readCluster } from "./cluster/read-cluster.ts";
export { kubernetesFidelity, type ImageUsers } from "./fidelity.ts";
export { imageUsers } from "./image-users.ts";
export { IngressController, type ControllerImage, type IngressControllerArgs } from "./ingress-controller.ts";
export {
  KubernetesStack,
  type KubernetesServiceOutput,
  type KubernetesStackArgs,
} from "./kubernetes-stack.ts";
export { preflight, type PreflightArgs, type PreflightResult } from "./preflight.ts";
export { refusals, type RefusalArgs } from "./refusals.ts";
export {
  defaultSettings,
  type AccessMode,
  type KubernetesSettings,
  type VolumeSettings,
} from "./settings.ts";
export { watchPods } from "./cluster/watch-pods.ts";
export { patience } from "./translate/timeouts.ts";
export { Workload, type WorkloadArgs } from "./workload.ts";
export type { KubernetesTransforms } from "./transforms.ts";
export { plain, type Transform, type TransformContext } from "../transform/index.ts";
