import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findCluster } from "../../../../components/kubernetes/cluster/find-cluster.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muelle-find-cluster-"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The content of a kubeconfig with these contexts, all of the user `admin`. */
function kubeconfig(...contexts: readonly string[]): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": contexts[0],
    clusters: contexts.map((name) => ({ name, cluster: { server: `https://${name}.example.com` } })),
    users: [{ name: "admin", user: { token: "t0ken" } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: name, user: "admin" } })),
  });
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function find(given: string | undefined, context?: string): Promise<unknown> {
  const { cluster, faults } = await findCluster({ kubeconfig: given, context });
  if (cluster === undefined) return faults;
  return { file: cluster.file, context: cluster.context, server: cluster.server };
}

describe("findCluster", () => {
  it("takes the only context of a file", async () => {
    const server = "https://shop.example.com";
    expect(await find(file("one", kubeconfig("shop")))).toEqual({ context: "shop", server });
  });

  it("takes the content of a kubeconfig", async () => {
    const server = "https://shop.example.com";
    expect(await find(kubeconfig("shop"))).toEqual({ context: "shop", server });
  });

  it("chooses none of several by itself, whichever is the current one", async () => {
    const path = file("two", kubeconfig("staging", "production"));
    expect(await find(path)).toEqual([
      {
        path: "muelle:context",
        message: `${path} has 2 contexts, and none is chosen: production, staging`,
        hint: "pulumi config set muelle:context NAME",
      },
    ]);
  });

  it("names the one file of $KUBECONFIG that has the context, though all have users of the same name", async () => {
    const [first, second] = [file("first", kubeconfig("staging")), file("second", kubeconfig("production"))];
    vi.stubEnv("KUBECONFIG", [first, join(folder, "missing"), second].join(delimiter));
    expect(await find(undefined, "production")).toEqual({
      file: second,
      context: "production",
      server: "https://production.example.com",
    });
  });

  it("says which contexts there are when the wanted one is not", async () => {
    const path = file("one", kubeconfig("shop"));
    expect(await find(path, "production")).toEqual([
      {
        path: "muelle:context",
        message: `no such context in ${path}: production`,
        hint: "It has: shop.",
      },
    ]);
  });

  it("says that there is no kubeconfig, or that it is none, and quotes nothing of it", async () => {
    expect(await find(join(folder, "missing"))).toMatchObject([
      { path: "muelle:kubeconfig", message: `no kubeconfig at ${join(folder, "missing")}` },
    ]);
    expect(await find('{ "token": "t0ken"')).toEqual([
      { path: "muelle:kubeconfig", message: "the content is not a kubeconfig" },
    ]);
    const path = file("broken", "{ t0ken");
    expect(await find(path)).toEqual([{ path: "muelle:kubeconfig", message: `${path} is not a kubeconfig` }]);
  });
});
