import { describe, expect, it } from "vitest";
import { allAddons } from "../../../../../airgap/cluster/addons/all.ts";
import { coredns } from "../../../../../airgap/cluster/addons/coredns.ts";
import type { Manifest } from "../../../../../airgap/cluster/addons/manifest.ts";
import { ADDONS } from "../../../../../airgap/cluster/binaries/go-programs.ts";

const ALL = allAddons({
  images: {
    pause: "pause",
    coredns: "coredns",
    metricsServer: "metrics-server",
    localPathProvisioner: "local-path",
    traefik: "traefik",
    busybox: "busybox",
  },
  storage: "/cache/cluster/storage",
  forwards: true,
});

function of(kind: string): readonly Manifest[] {
  return ALL.flatMap(({ manifests }) => manifests).filter((manifest) => manifest.kind === kind);
}

function corefile(forwards: boolean): string {
  const map = coredns("image", forwards).manifests.find(({ kind }) => kind === "ConfigMap");
  return JSON.stringify(map?.["data"]);
}

describe("the cluster's own pods", () => {
  it("are the ones whose status is shown", () => {
    const names = ADDONS.map(({ name }) => name);
    expect(ALL.map(({ deployment }) => deployment).toSorted()).toStrictEqual(names.toSorted());
  });

  it("are hardened, every one", () => {
    expect(of("Deployment")).toHaveLength(4);
    for (const deployment of of("Deployment")) {
      expect(deployment).toMatchObject({
        spec: {
          template: {
            spec: {
              securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
              containers: [
                {
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                  },
                },
              ],
            },
          },
        },
      });
    }
  });

  it("have no right to everything", () => {
    expect(of("ClusterRole").length).toBeGreaterThan(3);
    expect(JSON.stringify(of("ClusterRole"))).not.toContain('"*"');
  });

  it("bring one default StorageClass and one default IngressClass", () => {
    expect(of("StorageClass").map(({ metadata }) => metadata.name)).toStrictEqual(["standard"]);
    expect(of("IngressClass").map(({ metadata }) => metadata.name)).toStrictEqual(["traefik"]);
  });

  it("publish the Ingress on loopback only", () => {
    const [traefik] = of("Deployment").filter(({ metadata }) => metadata.name === "traefik");
    expect(traefik).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                ports: [
                  { containerPort: 80, hostIP: "127.0.0.1", hostPort: 8000 },
                  { containerPort: 443, hostIP: "127.0.0.1", hostPort: 8443 },
                  { containerPort: 8080 },
                ],
              },
            ],
          },
        },
      },
    });
  });
});

describe("the Ingress controller", () => {
  it("asks another pod where one is dead", () => {
    const named = ({ metadata }: Manifest): boolean => metadata.name === "traefik";
    expect(of("ConfigMap").filter(named)).toMatchObject([
      {
        data: {
          "middlewares.yaml": expect.stringContaining('"another-pod":{"retry":{"attempts":3}') as unknown,
        },
      },
    ]);
    const arguments_ = JSON.stringify(of("Deployment").filter(named));
    expect(arguments_).toContain("--entrypoints.http.http.middlewares=another-pod@file");
    expect(arguments_).toContain("--providers.file.filename=/etc/traefik/middlewares.yaml");
  });
});

describe("the name server", () => {
  it("asks the machine's for other names", () => {
    expect(corefile(true)).toContain("forward . /etc/resolv.conf");
  });
  it("asks nobody where the machine has none for pods", () => {
    expect(corefile(false)).not.toContain("forward");
  });
});
