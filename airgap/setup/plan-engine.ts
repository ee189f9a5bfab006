import type { Fault } from "../../base/errors.ts";
import { describeTooOld, isTooOld, UPGRADE_ENGINE } from "../../base/oldest-engine.ts";
import { ENGINE_PARTS, type EnginePart, type Facts } from "./facts.ts";
import type { Step } from "./plan.ts";

/** The part of a plan that is about the Docker Engine and what it runs. */
export interface EnginePlan {
  /** What has to be there before anything is built. */
  readonly before: readonly Step[];
  /** What is built of the engine. */
  readonly builds: readonly EnginePart[];
  /** What starts it. */
  readonly start: readonly Step[];
  /** What makes the base images. */
  readonly images: readonly Step[];
  /** Whether the engine is one that was built from its Go modules. */
  readonly usesOwnEngine: boolean;
  /** Whether the base images are ours, built now or earlier. */
  readonly usesOwnImages: boolean;
  readonly faults: readonly Fault[];
}

/** The registry of base images, as the engine's mirror. */
export const MIRROR_HOST = "127.0.0.1";

/** Decides how the engine comes up and where its base images come from. */
export function planEngine(facts: Facts): EnginePlan {
  const { engine, reachable, machine } = facts;
  const usesOwnEngine = engine.state === "answers" ? engine.ours : engine.dockerd === undefined;
  const buildsEngine = engine.state === "silent" && usesOwnEngine;
  const builds = buildsEngine ? ENGINE_PARTS.filter((part) => !facts.builtEngine[part]) : [];
  // A mirror that the user has set up serves the public images; only without one are they made here.
  const foreignMirror = engine.state === "answers" && engine.mirrors.some((mirror) => !isLocal(mirror));
  const usesOwnImages = !reachable.dockerHub && !foreignMirror;
  const mirror = usesOwnImages && (engine.state === "silent" || engine.mirrors.some(isOwn(facts)));
  const missing = facts.baseImages.filter(({ inRegistry, inEngine }) => !(mirror ? inRegistry : inEngine));
  const buildsImages = usesOwnImages && missing.length > 0;
  const packages = [
    ...(buildsEngine ? machine.missingForEngine : []),
    ...(buildsImages && !machine.mmdebstrap ? ["mmdebstrap"] : []),
  ];
  return {
    before: [
      ...(packages.length > 0 ? [{ kind: "apt-install", packages } as const] : []),
      ...(machine.dockerClient ? [] : [{ kind: "get-docker-client" } as const]),
      ...(mirror && facts.registry?.answers !== true ? [{ kind: "start-registry" } as const] : []),
    ],
    builds,
    start: engine.state === "silent" ? [{ kind: "start-engine", mirror, built: buildsEngine } as const] : [],
    images: buildsImages
      ? missing.map(({ name }) => ({
          kind: "build-image",
          image: name,
          into: mirror ? "registry" : "engine",
        }))
      : [],
    usesOwnEngine,
    usesOwnImages,
    faults: [
      ...(engine.state === "silent" ? silentFaults(facts, engine) : oldFaults(engine)),
      ...(buildsImages ? imageFaults(facts) : []),
    ],
  };
}

function oldFaults(engine: Facts["engine"] & { state: "answers" }): readonly Fault[] {
  if (!isTooOld(engine)) return [];
  const hint = engine.ours
    ? "Stop it, so that a current one is started: npm run engine -- stop"
    : UPGRADE_ENGINE;
  return [{ path: "docker engine", message: describeTooOld(engine), hint }];
}

function isLocal(mirror: string): boolean {
  return URL.parse(mirror)?.hostname === MIRROR_HOST;
}

function isOwn({ registry }: Facts): (mirror: string) => boolean {
  return (mirror) => URL.parse(mirror)?.host === registry?.host;
}

function silentFaults(
  { machine, reachable }: Facts,
  engine: Facts["engine"] & { state: "silent" },
): readonly Fault[] {
  const installed = engine.dockerd !== undefined;
  const fault = (message: string, hint: string): readonly Fault[] => [
    { path: "docker engine", message, hint },
  ];
  if (/permission denied/i.test(engine.reason)) {
    return fault(
      `it is there, but this user may not use it: ${engine.reason}`,
      "Add the user to the group docker (usermod -aG docker $USER), log in again, and run the same command again.",
    );
  }
  if (engine.elsewhere !== undefined) {
    return fault(
      `it does not answer at ${engine.elsewhere}: ${engine.reason}`,
      "Start it there, or unset DOCKER_HOST and select the context default to use one on this machine.",
    );
  }
  if (machine.os !== "linux") {
    return fault(
      `it does not answer: ${engine.reason}`,
      "Install Docker Desktop or start it, and run the same command again.",
    );
  }
  if (installed && machine.systemd) {
    return fault(
      `it is installed, but does not run: ${engine.reason}`,
      "Start it: sudo systemctl start docker",
    );
  }
  if (!machine.root) {
    return fault(
      installed
        ? `it is installed, but does not run, and this user may not start it: ${engine.reason}`
        : "there is none, and this user may not install one",
      installed
        ? "Have it started (as root: dockerd), or run this command once as root."
        : "Install Docker (https://docs.docker.com/engine/install/), or run this command once as root.",
    );
  }
  if (installed) return [];
  if (reachable.dockerHub) {
    return fault("there is none", "Install Docker: https://docs.docker.com/engine/install/");
  }
  if (!machine.apt) {
    return fault(
      "there is none, and without apt-get it cannot be built here",
      "Install Docker (https://docs.docker.com/engine/install/) and run the same command again.",
    );
  }
  return [];
}

function imageFaults({ machine }: Facts): readonly Fault[] {
  const path = "base images";
  if (machine.mmdebstrap) return [];
  if (!machine.apt) {
    return [
      {
        path,
        message: "Docker Hub does not answer, and without apt-get they cannot be made from Debian packages",
        hint: "Give the engine a registry mirror that answers (registry-mirrors in daemon.json).",
      },
    ];
  }
  if (machine.root) return [];
  return [
    {
      path,
      message: "Docker Hub does not answer; they are made with mmdebstrap, which this user may not install",
      hint: "Install it: sudo apt-get install mmdebstrap",
    },
  ];
}
