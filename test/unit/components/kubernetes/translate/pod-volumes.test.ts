import { describe, expect, it } from "vitest";
import { podTemplate } from "../../../../../components/kubernetes/translate/pod-template.ts";
import { podVolumes } from "../../../../../components/kubernetes/translate/pod-volumes.ts";
import { application, files, service } from "../../../../support/builders.ts";
import { bindings, planOf, webPlan } from "../support.ts";

describe("podVolumes", () => {
  it("mounts secrets and configs as single files at the paths that they have on Docker", () => {
    const plan = webPlan(
      {
        secrets: ["token", { source: "token", target: "/app/token", mode: 0o400 }],
        configs: [{ source: "site.conf", target: "/etc/site.conf" }],
      },
      { secrets: { token: {} }, configs: { "site.conf": { content: "a" } } },
    );
    expect(podVolumes(plan, { ...bindings, secret: "web-secrets-1", configMap: "web-configs-1" })).toEqual({
      volumes: [
        {
          name: "secrets",
          secret: {
            secretName: "web-secrets-1",
            items: [
              { key: "token", path: "run/secrets/token", mode: 0o444 },
              { key: "token", path: "app/token", mode: 0o400 },
            ],
          },
        },
        {
          name: "configs",
          configMap: {
            name: "web-configs-1",
            items: [{ key: "site.conf", path: "etc/site.conf", mode: 0o444 }],
          },
        },
      ],
      volumeMounts: [
        { name: "secrets", mountPath: "/run/secrets/token", subPath: "run/secrets/token", readOnly: true },
        { name: "secrets", mountPath: "/app/token", subPath: "app/token", readOnly: true },
        { name: "configs", mountPath: "/etc/site.conf", subPath: "etc/site.conf", readOnly: true },
      ],
    });
  });

  it("keeps in memory what the service keeps there, up to its size", () => {
    const plan = webPlan({
      tmpfs: ["/tmp:size=64m,mode=1777", "/run"],
      volumes: [{ type: "tmpfs", target: "/cache", size: "1g" }],
    });
    expect(podVolumes(plan, bindings)).toEqual({
      volumes: [
        { name: "memory-1", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
        { name: "memory-2", emptyDir: { medium: "Memory" } },
        { name: "memory-3", emptyDir: { medium: "Memory", sizeLimit: "1Gi" } },
      ],
      volumeMounts: [
        { name: "memory-1", mountPath: "/tmp" },
        { name: "memory-2", mountPath: "/run" },
        { name: "memory-3", mountPath: "/cache" },
      ],
    });
  });

  it("mounts a folder of the author's machine from its copy, and a single file as one", () => {
    const volumes = ["./inputs:/inputs:ro", "./a.conf:/etc/a.conf:ro"];
    const there = files({ "/srv/shop/inputs/a.jpg": "", "/srv/shop/a.conf": "" });
    const shop = application({ services: { web: service({ volumes }) } }, { files: there });
    const plan = planOf(shop, "web");
    const [folder, file] = plan.service.volumes;
    if (folder?.type !== "bind" || file?.type !== "bind") throw new Error("two bind mounts expected");
    const items = [{ key: "a.jpg", path: "a.jpg", mode: 0o444 }];
    const single = [{ key: "file", path: "file", mode: 0o555 }];
    expect(
      podVolumes(plan, {
        ...bindings,
        folders: {
          [folder.source]: { configMap: "folder-1", single: false, items },
          [file.source]: { configMap: "folder-2", single: true, items: single },
        },
      }),
    ).toEqual({
      volumes: [
        { name: "folder-1", configMap: { name: "folder-1", items } },
        { name: "folder-2", configMap: { name: "folder-2", items: single } },
      ],
      volumeMounts: [
        { name: "folder-1", mountPath: "/inputs", readOnly: true },
        { name: "folder-2", mountPath: "/etc/a.conf", subPath: "file", readOnly: true },
      ],
    });
  });
});

describe("a named volume", () => {
  const shop = application({
    services: {
      db: service({ volumes: ["data:/var/lib/db", "data:/backup"] }),
      backup: service({ volumes: ["data:/data:ro"] }),
    },
    volumes: { data: {} },
  });

  it("stands in the pod once, with a folder that the service's user makes", () => {
    const { spec } = podTemplate(planOf(shop, "db"), bindings);
    expect(spec).toMatchObject({
      volumes: [{ name: "volume-data", persistentVolumeClaim: { claimName: "data" } }],
      containers: [
        {
          volumeMounts: [
            { name: "volume-data", mountPath: "/var/lib/db", subPath: "data" },
            { name: "volume-data", mountPath: "/backup", subPath: "data" },
          ],
        },
      ],
      initContainers: [
        {
          name: "prepare-volumes",
          command: ["mkdir", "-p", "-m", "0775"],
          args: ["/volumes/data/data"],
          volumeMounts: [{ name: "volume-data", mountPath: "/volumes/data" }],
        },
      ],
    });
  });

  it("keeps the pods of all its services on one node", () => {
    for (const name of ["db", "backup"])
      expect(podTemplate(planOf(shop, name), bindings)).toMatchObject({
        metadata: { labels: { "muelle.volume.data": "mounted" } },
        spec: {
          affinity: {
            podAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                {
                  topologyKey: "kubernetes.io/hostname",
                  labelSelector: {
                    matchLabels: {
                      "app.kubernetes.io/instance": "shop-prod",
                      "muelle.volume.data": "mounted",
                    },
                  },
                },
              ],
            },
          },
        },
      });
  });

  it("lets them go anywhere where many nodes can mount it, or one pod alone has it", () => {
    const many = { volumes: { data: { accessMode: "ReadWriteMany" } } } as const;
    expect(podTemplate(planOf(shop, "db", many), bindings).spec).not.toHaveProperty("affinity");
    const alone = webPlan({ volumes: ["data:/data"] }, { volumes: { data: {} } });
    expect(podTemplate(alone, bindings).spec).not.toHaveProperty("affinity");
  });

  it("is only read by who only reads it", () => {
    const { spec } = podTemplate(planOf(shop, "backup"), bindings);
    expect(spec).toMatchObject({
      containers: [{ volumeMounts: [{ mountPath: "/data", readOnly: true }] }],
    });
    expect(spec).not.toHaveProperty("initContainers");
  });
});
