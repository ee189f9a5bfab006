import { describe, expect, test } from "vitest";
import { plan } from "../../../../airgap/setup/plan.ts";
import { AIR_GAPPED, CONNECTED, FRESH } from "./facts.ts";

describe("a machine with Pulumi and a Docker engine", () => {
  test("uses them, does nothing and substitutes nothing", () => {
    expect(plan(CONNECTED)).toEqual({ cli: "path", ownPlugins: false, steps: [], notes: [], faults: [] });
  });

  test("leaves provider plugins to Pulumi, which downloads them", () => {
    const providers = CONNECTED.providers.map((provider) => ({ ...provider, official: false }));
    expect(plan({ ...CONNECTED, providers })).toMatchObject({ ownPlugins: false, steps: [] });
  });

  test("uses its installed plugins when the download host does not answer", () => {
    const reachable = { pulumi: false, dockerHub: true };
    expect(plan({ ...CONNECTED, reachable })).toEqual(plan(CONNECTED));
  });

  test("builds plugins for its own Pulumi when they are missing and cannot be downloaded", () => {
    const providers = CONNECTED.providers.map((provider) => ({ ...provider, official: false }));
    const machine = { ...CONNECTED.machine, go: "1.26.8" };
    const reachable = { pulumi: false, dockerHub: true };
    const decided = plan({ ...CONNECTED, machine, providers, reachable });
    expect(decided.cli).toBe("path");
    expect(decided.steps).toEqual([
      { kind: "build", what: "provider docker" },
      { kind: "install-plugin", name: "docker-build", version: "1.0.0" },
      { kind: "install-plugin", name: "docker", version: "1.0.0" },
    ]);
    expect(decided.substitutes).toBe(
      "Air-gapped: the provider docker built from its Go module; a stand-in for the provider docker-build.",
    );
  });
});

describe("the Pulumi command-line tool", () => {
  test("is the one on the PATH from the oldest version that works", () => {
    expect(plan({ ...CONNECTED, pulumi: { onPath: "3.229.0", official: false, built: false } }).cli).toBe(
      "path",
    );
  });

  test("is the official one, with a note, when the one on the PATH is too old", () => {
    const decided = plan({ ...CONNECTED, pulumi: { onPath: "3.228.9", official: false, built: false } });
    expect(decided).toMatchObject({ cli: "official", steps: [{ kind: "install-official-cli" }] });
    expect(decided.notes).toEqual([
      "Pulumi 3.228.9 on the PATH is older than 3.229.0, which Muelle needs; 3.270.0 from the cache is used, yours is left alone.",
    ]);
  });

  test("is the official one when there is none and its host answers", () => {
    const decided = plan({ ...CONNECTED, pulumi: { official: false, built: false } });
    expect(decided).toMatchObject({ cli: "official", steps: [{ kind: "install-official-cli" }] });
    expect(decided.substitutes).toBeUndefined();
  });

  test("is the official one even when one was built earlier and the host answers now", () => {
    expect(plan({ ...CONNECTED, pulumi: { official: false, built: true } }).cli).toBe("official");
  });

  test("stays the official one of the cache when its host no longer answers", () => {
    const reachable = { pulumi: false, dockerHub: true };
    const decided = plan({ ...CONNECTED, reachable, pulumi: { official: true, built: false } });
    expect(decided).toMatchObject({ cli: "official", steps: [] });
  });
});

describe("a fresh machine without a way to the download hosts", () => {
  test("gets everything, with what others wait for first", () => {
    expect(plan(FRESH).steps).toEqual([
      { kind: "apt-install", packages: ["iptables", "mmdebstrap"] },
      { kind: "get-docker-client" },
      { kind: "start-registry" },
      { kind: "build", what: "container-runtime" },
      { kind: "build", what: "docker-engine" },
      { kind: "build", what: "docker-buildx" },
      { kind: "build", what: "pulumi" },
      { kind: "build", what: "provider docker" },
      { kind: "start-engine", mirror: true, built: true },
      { kind: "build-image", image: "python:3.13-slim", into: "registry" },
      { kind: "build-image", image: "redis:8.0", into: "registry" },
      { kind: "install-plugin", name: "docker-build", version: "1.0.0" },
      { kind: "install-plugin", name: "docker", version: "1.0.0" },
    ]);
  });

  test("says on one line what it substitutes", () => {
    expect(plan(FRESH).substitutes).toBe(
      "Air-gapped: Pulumi CLI 3.250.0 built from its Go module; Docker Engine built from its Go modules; the provider docker built from its Go module; a stand-in for the provider docker-build; base images from Debian packages (python:3.13-slim, redis:8.0).",
    );
  });

  test("needs nothing more once it is set up, and still says what is substituted", () => {
    expect(plan(AIR_GAPPED)).toMatchObject({ cli: "built", ownPlugins: true, steps: [], faults: [] });
    expect(plan(AIR_GAPPED).substitutes).toBe(plan(FRESH).substitutes);
  });

  test("without Go, names all that would have to be built, and does nothing", () => {
    const { go, ...machine } = FRESH.machine;
    const decided = plan({ ...FRESH, machine });
    expect(go).toBe("1.26.8");
    expect(decided.steps).toEqual([]);
    expect(decided.faults).toEqual([
      {
        path: "go",
        message:
          "must be built from Go modules, as the download hosts do not answer, but Go is not on the PATH: " +
          "container-runtime, docker-engine, docker-buildx, pulumi, provider docker",
        hint: "Install Go 1.26.8 or newer, or install Pulumi and Docker with buildx yourself.",
      },
    ]);
  });

  test("with a Go that is too old, says which one is needed", () => {
    const machine = { ...FRESH.machine, go: "1.25.9" };
    const [fault] = plan({ ...FRESH, machine }).faults;
    expect(fault?.message).toContain("but Go 1.25.9 is too old: container-runtime");
    expect(fault?.hint).toContain("Install Go 1.26.8 or newer");
  });

  test("where nothing can take a provider's place, says which plugin is missing", () => {
    const providers = FRESH.providers.map((provider) =>
      provider.name === "docker-build" ? { ...provider, substitute: { kind: "none" } as const } : provider,
    );
    expect(plan({ ...FRESH, providers }).faults).toEqual([
      {
        path: "provider docker-build 1.0.0",
        message:
          "the plugin is not installed, its download host does not answer, and nothing can take its place",
        hint: "Install it where the host answers, and copy ~/.pulumi/plugins/resource-docker-build-v1.0.0 here.",
      },
    ]);
  });
});
