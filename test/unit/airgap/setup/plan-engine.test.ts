import { describe, expect, test } from "vitest";
import { planEngine } from "../../../../airgap/setup/plan-engine.ts";
import type { EngineFacts, MachineFacts } from "../../../../airgap/setup/facts.ts";
import { AIR_GAPPED, CONNECTED, FRESH } from "./facts.ts";

const ANSWERS = { state: "answers", version: "29.1.0", api: "1.52", ours: false } as const;
const NONE = { state: "silent", reason: "connection refused" } as const;
const SILENT = { state: "silent", reason: "connection refused", dockerd: "29.1.0" } as const;

function faultsOf(engine: EngineFacts, machine: Partial<MachineFacts> = {}) {
  return planEngine({ ...CONNECTED, engine, machine: { ...CONNECTED.machine, ...machine } }).faults;
}

describe("an engine that does not answer", () => {
  test("is started here when nothing else starts services", () => {
    const machine = { ...CONNECTED.machine, root: true, systemd: false };
    expect(planEngine({ ...CONNECTED, engine: SILENT, machine })).toEqual({
      before: [],
      builds: [],
      start: [{ kind: "start-engine", mirror: false, built: false }],
      images: [],
      usesOwnEngine: false,
      usesOwnImages: false,
      faults: [],
    });
  });

  test("comes with the registry again after a reboot of an air-gapped machine", () => {
    const registry = { host: "127.0.0.1:5000", answers: false };
    expect(planEngine({ ...AIR_GAPPED, engine: FRESH.engine, registry })).toMatchObject({
      before: [{ kind: "start-registry" }],
      builds: [],
      start: [{ kind: "start-engine", mirror: true, built: true }],
    });
  });

  test("is left to systemd, with the command that starts it", () => {
    expect(faultsOf(SILENT)).toEqual([
      {
        path: "docker engine",
        message: "it is installed, but does not run: connection refused",
        hint: "Start it: sudo systemctl start docker",
      },
    ]);
  });

  test("is looked for where the user said, and nowhere else", () => {
    expect(faultsOf({ ...SILENT, elsewhere: "tcp://build:2376" }, { root: true, systemd: false })).toEqual([
      {
        path: "docker engine",
        message: "it does not answer at tcp://build:2376: connection refused",
        hint: "Start it there, or unset DOCKER_HOST and select the context default to use one on this machine.",
      },
    ]);
  });

  test("that refuses the user is a matter of the group docker", () => {
    const reason = "permission denied while trying to connect to the Docker daemon socket";
    expect(faultsOf({ ...SILENT, reason })).toEqual([
      {
        path: "docker engine",
        message: `it is there, but this user may not use it: ${reason}`,
        hint: "Add the user to the group docker (usermod -aG docker $USER), log in again, and run the same command again.",
      },
    ]);
  });

  test("is Docker Desktop's matter outside of Linux", () => {
    expect(faultsOf(NONE, { os: "darwin" }).map(({ hint }) => hint)).toEqual([
      "Install Docker Desktop or start it, and run the same command again.",
    ]);
  });

  test.each([
    ["none is there", NONE, "there is none, and this user may not install one"],
    [
      "it is there",
      SILENT,
      "it is installed, but does not run, and this user may not start it: connection refused",
    ],
  ])("needs root when %s", (_, engine, message) => {
    expect(faultsOf(engine, { systemd: false }).map((fault) => fault.message)).toEqual([message]);
  });

  test("is built from its Go modules where nothing can be downloaded, with what that needs before it", () => {
    expect(planEngine(FRESH)).toMatchObject({
      before: [
        { kind: "apt-install", packages: ["iptables", "mmdebstrap"] },
        { kind: "get-docker-client" },
        { kind: "start-registry" },
      ],
      builds: ["container-runtime", "docker-engine"],
      start: [{ kind: "start-engine", mirror: true, built: true }],
      usesOwnEngine: true,
      faults: [],
    });
  });

  test("is Docker's to install where its hosts answer", () => {
    expect(faultsOf(NONE, { root: true, systemd: false })).toEqual([
      {
        path: "docker engine",
        message: "there is none",
        hint: "Install Docker: https://docs.docker.com/engine/install/",
      },
    ]);
  });

  test("cannot be built without apt-get", () => {
    const machine = { ...FRESH.machine, apt: false, mmdebstrap: true };
    expect(planEngine({ ...FRESH, machine }).faults.map(({ message }) => message)).toEqual([
      "there is none, and without apt-get it cannot be built here",
    ]);
  });
});

describe("an engine that is too old", () => {
  const OLD: EngineFacts = { state: "answers", version: "20.10.24", api: "1.41", ours: false, mirrors: [] };

  test("is refused with what was found, what is needed and how to get it", () => {
    expect(faultsOf(OLD)).toEqual([
      {
        path: "docker engine",
        message:
          "the Docker Engine is version 20.10.24 (API 1.41); Muelle needs Docker 25 (API 1.44) or newer",
        hint: "Upgrade it: https://docs.docker.com/engine/install/ has the packages for every distribution.",
      },
    ]);
  });

  test("and was started here is stopped, so that a current one takes its place", () => {
    expect(faultsOf({ ...OLD, ours: true }).map(({ hint }) => hint)).toEqual([
      "Stop it, so that a current one is started: npm run engine -- stop",
    ]);
  });

  test.each(["1.44", "1.52", "2.0"])("is not one whose API is %s", (api) => {
    expect(faultsOf({ ...OLD, api })).toEqual([]);
  });
});

describe("base images", () => {
  const ownEngine: EngineFacts = { ...ANSWERS, mirrors: [] };

  test("come from Docker Hub where it answers", () => {
    expect(planEngine({ ...FRESH, reachable: { pulumi: false, dockerHub: true } }).images).toEqual([]);
  });

  test("come from the mirror that the user gave the engine", () => {
    const engine: EngineFacts = { ...ANSWERS, mirrors: ["https://mirror.example.com/"] };
    expect(planEngine({ ...FRESH, engine })).toMatchObject({ images: [], usesOwnImages: false });
  });

  test("are built into an engine that does not use our registry, under their public names", () => {
    expect(planEngine({ ...FRESH, engine: ownEngine }).images).toEqual([
      { kind: "build-image", image: "python:3.13-slim", into: "engine" },
      { kind: "build-image", image: "redis:8.0", into: "engine" },
    ]);
  });

  test("of another user's registry on this machine do not count as ours", () => {
    const engine: EngineFacts = { ...ANSWERS, mirrors: ["http://127.0.0.1:5999/"] };
    expect(planEngine({ ...FRESH, engine }).images.map((step) => "into" in step && step.into)).toEqual([
      "engine",
      "engine",
    ]);
  });

  test("are built alone where one is missing or its recipe has changed", () => {
    const baseImages = AIR_GAPPED.baseImages.map((image) => ({
      ...image,
      inRegistry: image.name === "redis:8.0",
    }));
    expect(planEngine({ ...AIR_GAPPED, baseImages })).toMatchObject({
      before: [],
      images: [{ kind: "build-image", image: "python:3.13-slim", into: "registry" }],
    });
  });

  test("bring the registry back when it has stopped", () => {
    const registry = { host: "127.0.0.1:5000", answers: false };
    expect(planEngine({ ...AIR_GAPPED, registry }).before).toEqual([{ kind: "start-registry" }]);
  });

  test("need mmdebstrap, which only root can install", () => {
    const machine = { ...FRESH.machine, root: false };
    expect(planEngine({ ...FRESH, engine: ownEngine, machine }).faults).toEqual([
      {
        path: "base images",
        message: "Docker Hub does not answer; they are made with mmdebstrap, which this user may not install",
        hint: "Install it: sudo apt-get install mmdebstrap",
      },
    ]);
  });

  test("cannot be made without Debian's packages", () => {
    const machine = { ...FRESH.machine, apt: false };
    expect(planEngine({ ...FRESH, engine: ownEngine, machine }).faults).toEqual([
      {
        path: "base images",
        message: "Docker Hub does not answer, and without apt-get they cannot be made from Debian packages",
        hint: "Give the engine a registry mirror that answers (registry-mirrors in daemon.json).",
      },
    ]);
  });
});
