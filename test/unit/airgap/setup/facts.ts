import type { Facts, ProviderSubstitute } from "../../../../airgap/setup/facts.ts";

const BUILT: ProviderSubstitute = { kind: "module", built: true };

const PROVIDERS: Facts["providers"] = [
  {
    name: "docker-build",
    version: "1.0.0",
    official: true,
    substitute: { kind: "stand-in" },
    installed: false,
  },
  {
    name: "docker",
    version: "1.0.0",
    official: true,
    substitute: { kind: "module", built: false },
    installed: false,
  },
];

/** A machine with everything: Pulumi, an engine, and download hosts that answer. */
export const CONNECTED: Facts = {
  machine: {
    os: "linux",
    root: false,
    apt: true,
    systemd: true,
    mmdebstrap: false,
    dockerClient: true,
    missingForEngine: [],
  },
  pulumi: { onPath: "3.270.0", official: false, built: false },
  engine: { state: "answers", version: "29.1.0", api: "1.52", ours: false, mirrors: [] },
  reachable: { pulumi: true, dockerHub: true },
  buildx: true,
  builtEngine: { "container-runtime": false, "docker-engine": false },
  providers: PROVIDERS,
  baseImages: [],
};

/** A fresh machine without Pulumi, without an engine, and without a way to their download hosts. */
export const FRESH: Facts = {
  machine: {
    os: "linux",
    root: true,
    apt: true,
    systemd: false,
    go: "1.26.8",
    mmdebstrap: false,
    dockerClient: false,
    missingForEngine: ["iptables"],
  },
  pulumi: { official: false, built: false },
  engine: { state: "silent", reason: "cannot connect to unix:///var/run/docker.sock" },
  reachable: { pulumi: false, dockerHub: false },
  buildx: false,
  builtEngine: { "container-runtime": false, "docker-engine": false },
  providers: PROVIDERS.map((entry) => ({ ...entry, official: false })),
  baseImages: [
    { name: "python:3.13-slim", inRegistry: false, inEngine: false },
    { name: "redis:8.0", inRegistry: false, inEngine: false },
  ],
};

/** That machine after its setup. */
export const AIR_GAPPED: Facts = {
  ...FRESH,
  machine: { ...FRESH.machine, mmdebstrap: true, dockerClient: true, missingForEngine: [] },
  pulumi: { official: false, built: true },
  engine: {
    state: "answers",
    version: "2.0.0-beta.24",
    api: "1.56",
    ours: true,
    mirrors: ["http://127.0.0.1:5000/"],
  },
  registry: { host: "127.0.0.1:5000", answers: true },
  buildx: true,
  builtEngine: { "container-runtime": true, "docker-engine": true },
  providers: FRESH.providers.map((entry) => ({
    ...entry,
    substitute: entry.substitute.kind === "module" ? BUILT : entry.substitute,
    installed: true,
  })),
  baseImages: FRESH.baseImages.map(({ name }) => ({ name, inRegistry: true, inEngine: true })),
};
