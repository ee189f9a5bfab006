import { describe, expect, it } from "vitest";
import {
  folderItems,
  translateConfigMap,
  translateFolder,
} from "../../../../../components/kubernetes/translate/config-map.ts";
import {
  translatePullSecret,
  translateSecret,
} from "../../../../../components/kubernetes/translate/secret.ts";
import { translateClaim } from "../../../../../components/kubernetes/translate/persistent-volume-claim.ts";
import { mockPulumi, valueOf } from "../../../../support/mocks.ts";
import { bindings, identity, settings, webLabels, webPlan } from "../support.ts";
import * as pulumi from "@pulumi/pulumi";

describe("translateSecret", () => {
  it("has no name and cannot change, so that a new value is a new Secret", async () => {
    await mockPulumi();
    const plan = webPlan({ secrets: ["token"] }, { secrets: { token: {} } });
    const secret = translateSecret(plan, bindings, { token: "t0ken" });
    expect(secret).toMatchObject({
      metadata: { namespace: "shop-prod", labels: webLabels },
      type: "Opaque",
      immutable: true,
    });
    expect(secret?.metadata).not.toHaveProperty("name");
    const data = pulumi.output(secret?.data);
    expect(await valueOf(data)).toEqual({ token: "dDBrZW4=" });
    expect(await pulumi.isSecret(data)).toBe(true);
  });

  it("fails where a value is missing, rather than being empty", () => {
    const plan = webPlan({ secrets: ["token"] }, { secrets: { token: {} } });
    expect(() => translateSecret(plan, bindings, {})).toThrow(
      new Error("there is no value of the secret token"),
    );
  });

  it("is not there where a service has no secrets", () => {
    expect(translateSecret(webPlan(), bindings, {})).toBeUndefined();
  });
});

describe("translatePullSecret", () => {
  it("is of the type that the kubelet reads", async () => {
    await mockPulumi();
    const secret = translatePullSecret(identity, bindings, '{"auths":{}}');
    expect(secret.type).toBe("kubernetes.io/dockerconfigjson");
    expect(await valueOf(pulumi.output(secret.data))).toEqual({ ".dockerconfigjson": "eyJhdXRocyI6e319" });
  });
});

describe("translateConfigMap", () => {
  it("holds the service's configuration files and cannot change", () => {
    const plan = webPlan(
      { configs: ["site.conf"] },
      { configs: { "site.conf": { content: "listen 80" }, other: { content: "x" } } },
    );
    expect(translateConfigMap(plan, bindings, { "site.conf": "listen 80", other: "x" })).toEqual({
      metadata: { namespace: "shop-prod", labels: webLabels },
      immutable: true,
      data: { "site.conf": "listen 80" },
    });
  });
});

describe("a configuration file without content", () => {
  it("fails, rather than being empty", () => {
    const plan = webPlan({ configs: ["a"] }, { configs: { a: { content: "x" } } });
    expect(() => translateConfigMap(plan, bindings, {})).toThrow(
      new Error("there is no content of the configuration file a"),
    );
  });
});

describe("translateFolder", () => {
  it("names files by their paths, as far as Kubernetes lets it", () => {
    const files = [
      { path: "a.jpg", content: "AA==", executable: false },
      { path: "sub/run me.sh", content: "BB==", executable: true },
    ];
    const items = folderItems(files);
    expect(items).toEqual([
      { key: "a.jpg", path: "a.jpg", mode: 0o444 },
      {
        key: expect.stringMatching(/^[0-9a-f]{12}-sub_run_me\.sh$/) as string,
        path: "sub/run me.sh",
        mode: 0o555,
      },
    ]);
    expect(translateFolder(identity, bindings, files)).toMatchObject({
      immutable: true,
      binaryData: { "a.jpg": "AA==", [items[1]?.key ?? ""]: "BB==" },
    });
  });
});

describe("translateClaim", () => {
  const volume = {
    name: "data",
    path: "volumes.data",
    size: 2 * 1024 ** 3,
    external: undefined,
    keep: true,
    renamedFrom: undefined,
  };

  it("asks the cluster's default storage class for a volume of one node", () => {
    expect(translateClaim(identity, volume, settings(), bindings).spec).toEqual({
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "2Gi" } },
    });
  });

  it("does as the stack says of all volumes, and of this one", () => {
    const all = settings({ storageClass: "fast" });
    expect(translateClaim(identity, volume, all, bindings).spec).toMatchObject({ storageClassName: "fast" });
    const one = { ...all, volumes: { data: { accessMode: "ReadWriteMany", storageClass: "nfs" } } } as const;
    expect(translateClaim(identity, volume, one, bindings).spec).toMatchObject({
      accessModes: ["ReadWriteMany"],
      storageClassName: "nfs",
    });
  });
});
