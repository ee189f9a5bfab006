import type { ContainerInspectInfo } from "dockerode";
import type { V1PodTemplateSpec } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { oneOffContainer } from "../../../../cli/platforms/docker/one-off.ts";
import { oneOffPod } from "../../../../cli/platforms/kubernetes/one-off.ts";

describe("oneOffContainer", () => {
  it("keeps what the service's containers are, but no port, no restart, no health check and no name on the network", () => {
    const template = {
      Image: "sha256:abc",
      Config: {
        Env: ["A=1"],
        Labels: {
          "muelle.service": "web",
          "muelle.config-hash": "123",
          "com.docker.compose.oneoff": "False",
        },
        Entrypoint: ["/entry"],
        WorkingDir: "/srv",
        User: "1000:1000",
      },
      HostConfig: {
        ReadonlyRootfs: true,
        PortBindings: { "80/tcp": [{ HostPort: "80" }] },
        RestartPolicy: { Name: "unless-stopped" },
        NetworkMode: "bridge",
      },
      NetworkSettings: {
        Networks: { "shop-default": { Aliases: ["web"] }, "shop-data": { Aliases: ["web"] } },
      },
    } as unknown as ContainerInspectInfo;
    expect(oneOffContainer(template, { command: ["sh"], tty: false })).toMatchObject({
      Image: "sha256:abc",
      Cmd: ["sh"],
      Entrypoint: ["/entry"],
      Env: ["A=1"],
      User: "1000:1000",
      Labels: { "muelle.service": "web", "com.docker.compose.oneoff": "True" },
      Healthcheck: { Test: ["NONE"] },
      HostConfig: {
        ReadonlyRootfs: true,
        PortBindings: {},
        RestartPolicy: { Name: "no" },
        AutoRemove: true,
        NetworkMode: "shop-default",
      },
      NetworkingConfig: { EndpointsConfig: { "shop-default": {}, "shop-data": {} } },
    });
  });
});

describe("oneOffPod", () => {
  const template: V1PodTemplateSpec = {
    metadata: {
      labels: { "muelle.service": "web", "app.kubernetes.io/name": "web", "job-name": "web-1" },
      annotations: { "kubectl.kubernetes.io/default-container": "web" },
    },
    spec: {
      serviceAccountName: "web",
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "zone", whenUnsatisfiable: "ScheduleAnyway" }],
      initContainers: [{ name: "prepare-volumes" }, { name: "wait-for-dependencies" }],
      containers: [
        {
          name: "web",
          image: "shop:1",
          command: ["/entry"],
          args: ["serve"],
          env: [{ name: "A", value: "1" }],
          ports: [{ containerPort: 80 }],
          readinessProbe: { httpGet: { port: 80 } },
          livenessProbe: { httpGet: { port: 80 } },
          lifecycle: { preStop: { sleep: { seconds: 5 } } },
        },
        { name: "sidecar" },
      ],
    },
  };

  it("keeps what the service's pods are, but takes no traffic, has no probes and ends with its command", () => {
    const oneOff = { name: "web-run-1", service: "web", command: ["echo", "$(A)"], tty: false };
    expect(oneOffPod(template, oneOff)).toEqual({
      apiVersion: "v1",
      kind: "Pod",
      metadata: {
        name: "web-run-1",
        labels: { "muelle.service": "web", "app.kubernetes.io/name": "web", "muelle.oneoff": "true" },
        annotations: { "kubectl.kubernetes.io/default-container": "web" },
      },
      spec: {
        serviceAccountName: "web",
        restartPolicy: "Never",
        readinessGates: [{ conditionType: "muelle.oneoff/serves" }],
        initContainers: [{ name: "prepare-volumes" }],
        containers: [
          {
            name: "web",
            image: "shop:1",
            command: ["/entry"],
            args: ["echo", "$$(A)"],
            env: [{ name: "A", value: "1" }],
            stdin: true,
            stdinOnce: true,
            tty: false,
          },
        ],
      },
    });
  });
});
