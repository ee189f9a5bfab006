import { containersOf, podSpecOf } from "../read/kubernetes.ts";
import { at, listOf } from "../read/values.ts";
import { eachResource, type Rule } from "../rule.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";
const SECCOMP: readonly unknown[] = ["RuntimeDefault", "Localhost"];

/** The namespace refuses what is not restricted, and what is in it is. */
export const podSecurity: Rule = {
  id: "pod-security",
  title: "Namespaces enforce the restricted Pod Security Standard, and pods keep to it",
  reason: "the API server itself then refuses a pod that could get out of its container, whoever creates it",
  source: "Pod Security Standards: Restricted; CIS Kubernetes Benchmark 5.2",
  fix: "leave the namespace and the security contexts to Muelle",
  check: eachResource((resource) => {
    if (resource.type === "kubernetes:core/v1:Namespace") {
      const level = at(resource.props, "metadata", "labels", ENFORCE);
      return level === "restricted" ? [] : [`it does not enforce the level restricted (${ENFORCE})`];
    }
    const pod = podSpecOf(resource);
    if (pod === undefined) return [];
    return [
      ...(pod["automountServiceAccountToken"] === false ? [] : ["its pods get a token of the API server"]),
      ...containersOf(resource).flatMap(({ name, spec }) => {
        const seccomp =
          at(spec, "securityContext", "seccompProfile", "type") ??
          at(pod, "securityContext", "seccompProfile", "type");
        return [
          ...(listOf(at(spec, "securityContext", "capabilities", "drop")).includes("ALL")
            ? []
            : [`container ${name} does not drop all capabilities`]),
          ...(SECCOMP.includes(seccomp) ? [] : [`container ${name} has no seccomp profile`]),
        ];
      }),
    ];
  }),
};
