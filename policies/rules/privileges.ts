import { isDockerContainer } from "../read/docker.ts";
import { containersOf, podSpecOf } from "../read/kubernetes.ts";
import { at, listOf, numberOf, textOf } from "../read/values.ts";
import { eachResource, type Rule } from "../rule.ts";
import type { Resource } from "../resource.ts";

/** A privileged container is root on the host. */
export const noPrivileged: Rule = {
  id: "no-privileged",
  title: "No container is privileged or can become so",
  reason: "a privileged container has the host's devices and kernel; who breaks into it has the machine",
  source:
    "CIS Docker Benchmark 1.6, 5.5, 5.10, 5.16, 5.17 and 5.26; Pod Security Standards: Baseline, Restricted",
  fix: "leave privileged, host namespaces and privilege escalation out; add single capabilities by capAdd",
  check: eachResource((resource) =>
    isDockerContainer(resource) ? privilegesOfDocker(resource) : privilegesOfPods(resource),
  ),
};

function privilegesOfDocker({ props }: Resource): readonly string[] {
  return [
    ...(props["privileged"] === true ? ["the container is privileged"] : []),
    ...["networkMode", "pidMode", "ipcMode", "usernsMode"]
      .filter((mode) => props[mode] === "host")
      .map((mode) => `${mode} is host`),
    ...(props["start"] !== false && !listOf(props["securityOpts"]).some(isNoNewPrivileges)
      ? ["no-new-privileges is not set"]
      : []),
  ];
}

function isNoNewPrivileges(option: unknown): boolean {
  return (
    textOf(option)?.startsWith("no-new-privileges") === true && textOf(option)?.endsWith("false") !== true
  );
}

function privilegesOfPods(resource: Resource): readonly string[] {
  const pod = podSpecOf(resource);
  if (pod === undefined) return [];
  return [
    ...["hostNetwork", "hostPID", "hostIPC"]
      .filter((mode) => pod[mode] === true)
      .map((mode) => `${mode} is on`),
    ...containersOf(resource).flatMap(({ name, spec }) => [
      ...(at(spec, "securityContext", "privileged") === true ? [`container ${name} is privileged`] : []),
      ...(at(spec, "securityContext", "allowPrivilegeEscalation") === false
        ? []
        : [`container ${name} may escalate its privileges`]),
    ]),
  ];
}

/** Root in a container is root on the host as soon as it gets out. */
export const noRoot: Rule = {
  id: "no-root",
  title: "No container runs as root",
  reason: "root in a container is root on the host for every hole in the kernel or in a mount",
  source: "CIS Docker Benchmark 1.6, 4.1; Pod Security Standards: Restricted, Running as Non-root",
  fix: 'name a user in the Dockerfile (USER 10001) or in the service: user: "10001:10001"',
  check: eachResource((resource) => {
    if (isDockerContainer(resource)) {
      const user = textOf(resource.props["user"])?.split(":")[0];
      return user === "0" || user === "root" ? [`the container runs as ${user}`] : [];
    }
    const pod = podSpecOf(resource);
    if (pod === undefined) return [];
    return containersOf(resource).flatMap(({ name, spec }) => {
      const nonRoot =
        at(spec, "securityContext", "runAsNonRoot") ?? at(pod, "securityContext", "runAsNonRoot");
      const user = at(spec, "securityContext", "runAsUser") ?? at(pod, "securityContext", "runAsUser");
      return [
        ...(nonRoot === true ? [] : [`container ${name} is not bound to run as somebody else than root`]),
        ...(numberOf(user) === 0 ? [`container ${name} runs as root`] : []),
      ];
    });
  }),
};
