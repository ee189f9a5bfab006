import { describe, expect, it } from "vitest";
import { publishedManifest } from "../../../../tools/package/manifest.ts";

const peers = {
  "@pulumi/pulumi": "3.270.0",
  "@pulumi/docker": "5.2.0",
  "@pulumi/docker-build": "0.0.22",
  "@pulumi/kubernetes": "4.34.2",
  "@pulumi/kubernetes-ingress-nginx": "0.1.3",
  "@pulumi/policy": "1.21.0",
};

const repository = {
  name: "muelle",
  version: "1.2.3",
  description: "A quay.",
  license: "Apache-2.0",
  private: true,
  scripts: { start: "node start.mjs" },
  dependencies: { ...peers, node: "24.21.0", yaml: "2.9.1" },
  devDependencies: { "@types/dockerode": "4.0.2", eslint: "10.15.0" },
};

describe("publishedManifest", () => {
  it("asks for ranges, and for what the declarations name, but for neither Node nor the repository's tools", () => {
    expect(publishedManifest(repository, undefined)).toMatchObject({
      dependencies: { "@types/dockerode": "^4.0.2", "@types/ws": "^8.18.1", yaml: "^2.9.1" },
    });
  });

  it("shares the SDKs with the program, and demands of a platform's nobody but its users", () => {
    expect(publishedManifest(repository, undefined)).toMatchObject({
      // A caret in front of 0.0.22 would be a pin.
      peerDependencies: { "@pulumi/docker-build": "~0.0.22", "@pulumi/pulumi": "^3.270.0" },
      peerDependenciesMeta: {
        "@pulumi/docker": { optional: true },
        "@pulumi/kubernetes": { optional: true },
        "@pulumi/kubernetes-ingress-nginx": { optional: true },
        "@pulumi/policy": { optional: true },
      },
    });
  });

  it("can be published and has none of the repository's scripts", () => {
    const manifest = publishedManifest(repository, undefined);
    expect(Object.keys(manifest)).not.toContain("private");
    expect(Object.keys(manifest)).not.toContain("scripts");
  });

  it("announces the plugin only where somebody serves it", () => {
    expect(Object.keys(publishedManifest(repository, undefined))).not.toContain("pulumi");
    expect(publishedManifest(repository, "https://example.com/plugins")).toMatchObject({
      pulumi: { resource: true, name: "muelle", server: "https://example.com/plugins" },
    });
  });

  it("rejects a repository that lacks an SDK", () => {
    const dependencies = Object.fromEntries(
      Object.entries(peers).filter(([name]) => name !== "@pulumi/policy"),
    );
    expect(() => publishedManifest({ ...repository, dependencies }, undefined)).toThrow(
      "package.json: dependencies: @pulumi/policy is not among them",
    );
  });
});
