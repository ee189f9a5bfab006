import { join, sep } from "node:path";
import { hostPathsOf, isDockerContainer, publishedOf } from "../read/docker.ts";
import { podSpecOf } from "../read/kubernetes.ts";
import { at, fieldsOf, listOf, textOf } from "../read/values.ts";
import { eachResource, type Rule } from "../rule.ts";

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1)$/;
/** Folders of the host that hold its system, its devices or its secrets. */
const SENSITIVE = /^\/(?:$|(?:boot|dev|etc|lib|proc|root|run|sys|usr|var\/run|var\/lib\/docker)(?:\/|$))/;

/** This project's folder: what an application mounts from it is its own, wherever the project was cloned to. */
const PROJECT = join(import.meta.dirname, "..", "..");

function isSensitive(path: string): boolean {
  if (path.endsWith(".sock")) return true;
  return SENSITIVE.test(path) && !path.startsWith(`${PROJECT}${sep}`);
}

/** A port on all addresses is open to everybody in the same network. */
export const loopbackPorts: Rule = {
  id: "loopback-ports",
  title: "Ports on a developer's machine are bound to loopback",
  reason: "a port on 0.0.0.0 is open to everybody in the same network, past most firewalls of the host",
  source: "CIS Docker Benchmark 1.6, 5.14",
  fix: "leave muelle:address at 127.0.0.1, and write ports without a host address or with 127.0.0.1",
  check: eachResource((resource) =>
    isDockerContainer(resource)
      ? publishedOf(resource)
          .filter(({ ip }) => !LOOPBACK.test(ip))
          .map(({ ip, port }) => `the port ${port} is published at ${ip}`)
      : [],
  ),
};

/** What sees the engine's socket or the host's system has the host. */
export const noHostPath: Rule = {
  id: "no-host-path",
  title: "No container sees the engine's socket or the host's files",
  reason: "the engine's socket is root on the host; folders of a node tie pods to it and let them out of it",
  source: "CIS Docker Benchmark 1.6, 5.6 and 5.32; Pod Security Standards: Baseline, HostPath Volumes",
  fix: "use a named volume, a config or a secret; folders of the application itself are copied on Kubernetes",
  check: eachResource((resource) => {
    if (isDockerContainer(resource))
      return hostPathsOf(resource)
        .filter(isSensitive)
        .map((path) => `the container sees ${path} of the host`);
    return listOf(podSpecOf(resource)?.["volumes"])
      .map(fieldsOf)
      .filter(({ hostPath }) => hostPath !== undefined)
      .map(
        (volume) =>
          `the volume ${textOf(volume["name"]) ?? ""} is ${textOf(at(volume, "hostPath", "path")) ?? "a folder"} of the node`,
      );
  }),
};
