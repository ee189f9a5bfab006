import { describe, expect, it } from "vitest";
import { type Resource, rules } from "../../../policies/index.ts";
import {
  autoscaler,
  budget,
  deployment,
  dockerContainer,
  podContainer,
  podSpec,
  resource,
} from "./builders.ts";

/** A pod whose one container is changed. */
function withContainer(changes: Readonly<Record<string, unknown>>): Resource {
  return deployment(podSpec({ containers: [podContainer(changes)] }));
}

function namespace(level?: string): Resource {
  const labels = level === undefined ? {} : { "pod-security.kubernetes.io/enforce": level };
  return resource("kubernetes:core/v1:Namespace", { metadata: { name: "shop-prod", labels } });
}

/** What keeps to every rule, on both platforms. */
const GOOD: readonly Resource[] = [dockerContainer(), deployment(), budget(), namespace("restricted")];

/** By rule: what breaks it, and what is said of that. */
const BAD: Readonly<
  Record<string, readonly (readonly [what: string, resources: readonly Resource[], says: string])[]>
> = {
  "no-plaintext-secrets": [
    [
      "a container's environment",
      [dockerContainer({ envs: ["DB_PASSWORD=x1"] })],
      "the environment has DB_PASSWORD in clear",
    ],
    [
      "a password in a URL",
      [dockerContainer({ envs: ["DB=postgres://a:b@db/x"] })],
      "the environment has DB in clear",
    ],
    [
      "a pod's environment",
      [withContainer({ env: [{ name: "API_TOKEN", value: "x1" }] })],
      "container web has API_TOKEN in clear",
    ],
    [
      "a ConfigMap",
      [resource("kubernetes:core/v1:ConfigMap", { data: { SECRET: "x1" } })],
      "the ConfigMap has SECRET in clear",
    ],
    [
      "a build argument",
      [resource("docker-build:index:Image", { buildArgs: { NPM_TOKEN: "x1" } })],
      "the build has NPM_TOKEN in clear",
    ],
  ],
  "no-privileged": [
    ["a privileged container", [dockerContainer({ privileged: true })], "the container is privileged"],
    ["the host's network", [dockerContainer({ networkMode: "host" })], "networkMode is host"],
    ["new privileges", [dockerContainer({ securityOpts: [] })], "no-new-privileges is not set"],
    ["a pod on the host's network", [deployment(podSpec({ hostNetwork: true }))], "hostNetwork is on"],
    [
      "a pod's privileged container",
      [
        withContainer({
          securityContext: {
            privileged: true,
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
          },
        }),
      ],
      "container web is privileged",
    ],
    [
      "escalation",
      [withContainer({ securityContext: { capabilities: { drop: ["ALL"] } } })],
      "container web may escalate its privileges",
    ],
  ],
  "no-root": [
    ["a container", [dockerContainer({ user: "root" })], "the container runs as root"],
    ["a container by number", [dockerContainer({ user: "0:0" })], "the container runs as 0"],
    [
      "a pod that may",
      [deployment(podSpec({ securityContext: { seccompProfile: { type: "RuntimeDefault" } } }))],
      "container web is not bound to run as somebody else than root",
    ],
    [
      "a pod that does",
      [
        deployment(
          podSpec({
            securityContext: { runAsNonRoot: true, runAsUser: 0, seccompProfile: { type: "RuntimeDefault" } },
          }),
        ),
      ],
      "container web runs as root",
    ],
  ],
  "no-host-path": [
    [
      "the engine's socket",
      [dockerContainer({ volumes: [{ hostPath: "/var/run/docker.sock", containerPath: "/s" }] })],
      "the container sees /var/run/docker.sock of the host",
    ],
    [
      "the host's settings",
      [dockerContainer({ mounts: [{ type: "bind", source: "/etc", target: "/e" }] })],
      "the container sees /etc of the host",
    ],
    [
      "a folder of a node",
      [deployment(podSpec({ volumes: [{ name: "data", hostPath: { path: "/srv" } }] }))],
      "the volume data is /srv of the node",
    ],
  ],
  "pod-security": [
    [
      "a namespace that enforces nothing",
      [namespace()],
      "it does not enforce the level restricted (pod-security.kubernetes.io/enforce)",
    ],
    [
      "a namespace that enforces less",
      [namespace("baseline")],
      "it does not enforce the level restricted (pod-security.kubernetes.io/enforce)",
    ],
    [
      "a token",
      [deployment(podSpec({ automountServiceAccountToken: true }))],
      "its pods get a token of the API server",
    ],
    [
      "capabilities",
      [withContainer({ securityContext: { allowPrivilegeEscalation: false } })],
      "container web does not drop all capabilities",
    ],
    [
      "no seccomp profile",
      [deployment(podSpec({ securityContext: { runAsNonRoot: true } }))],
      "container web has no seccomp profile",
    ],
  ],
  "no-latest": [
    ["no tag", [dockerContainer({ image: "nginx" })], "the container uses nginx, which has no version"],
    [
      "latest",
      [resource("docker:index/remoteImage:RemoteImage", { name: "registry:5000/nginx:latest" })],
      "the image uses registry:5000/nginx:latest, which has no version",
    ],
    [
      "a pod's",
      [withContainer({ image: "nginx:latest" })],
      "container web uses nginx:latest, which has no version",
    ],
  ],
  "image-by-digest": [
    ["a tag", [withContainer({ image: "nginx:1.30" })], "container web uses nginx:1.30, which is no digest"],
  ],
  limits: [
    ["no memory", [dockerContainer({ memory: 0 })], "the container has no limit of memory"],
    ["no processor", [dockerContainer({ cpus: undefined })], "the container has no limit of processor"],
    [
      "a pod's memory",
      [withContainer({ resources: { limits: { cpu: "1" }, requests: { cpu: "1", memory: "1Gi" } } })],
      "container web has no resources.limits.memory",
    ],
  ],
  probes: [
    ["a container", [dockerContainer({ healthcheck: undefined })], "the container has no health check"],
    ["a pod", [withContainer({ readinessProbe: undefined })], "container web has no readinessProbe"],
  ],
  replicas: [
    ["one replica", [deployment(podSpec(), { replicas: 1 })], "it has 1 replica"],
    [
      "an autoscaler that may leave one",
      [deployment(podSpec(), {}), autoscaler(1), budget()],
      "it has 1 replica",
    ],
    ["no budget", [deployment()], "no PodDisruptionBudget is for it"],
    ["a budget for others", [deployment(), budget({ app: "api" })], "no PodDisruptionBudget is for it"],
  ],
  "loopback-ports": [
    [
      "all addresses",
      [dockerContainer({ ports: [{ internal: 80, external: 8080, ip: "0.0.0.0" }] })],
      "the port 8080 is published at 0.0.0.0",
    ],
    [
      "no address",
      [dockerContainer({ ports: [{ internal: 80, external: 8080 }] })],
      "the port 8080 is published at 0.0.0.0",
    ],
  ],
};

describe("the policies", () => {
  it("have a failing case for each rule, and every rule its reason, source and fix", () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(Object.keys(BAD).sort());
    for (const { title, reason, source, fix } of rules)
      for (const text of [title, reason, source, fix]) expect(text).not.toBe("");
  });

  it.each(rules)("$id passes what keeps to it", ({ check }) => {
    expect(check(GOOD)).toEqual([]);
  });

  it("replicas passes an autoscaler that leaves two", () => {
    const rule = rules.find(({ id }) => id === "replicas");
    expect(rule?.check([deployment(podSpec(), {}), autoscaler(2), budget()])).toEqual([]);
  });

  it("no-plaintext-secrets passes variables that come from secrets", () => {
    const rule = rules.find(({ id }) => id === "no-plaintext-secrets");
    const labels = [{ label: "muelle.secret-variables", value: "API_TOKEN,DB_PASSWORD" }];
    const envs = ["API_TOKEN=x1", "DB_PASSWORD=x2", "OTHER_TOKEN=x3"];
    const valueFrom = { secretKeyRef: { name: "web-1a2b", key: "api_token" } };
    const found = rule?.check([
      dockerContainer({ envs, labels }),
      withContainer({ env: [{ name: "API_TOKEN", valueFrom }] }),
    ]);
    expect(found?.map(({ message }) => message)).toEqual(["the environment has OTHER_TOKEN in clear"]);
  });

  it("no-plaintext-secrets never repeats the value", () => {
    const rule = rules.find(({ id }) => id === "no-plaintext-secrets");
    const found = rule?.check([dockerContainer({ envs: ["DB_PASSWORD=hunter2"] })]) ?? [];
    expect(found.map(({ message }) => message).join()).not.toContain("hunter2");
  });

  describe.each(rules)("$id fails", ({ id, check }) => {
    it.each(BAD[id] ?? [])("%s", (_, resources, says) => {
      expect(check(resources).map(({ message }) => message)).toContain(says);
    });
  });
});
