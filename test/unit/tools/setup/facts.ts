import type { Facts } from "../../../../tools/setup/facts.ts";

const provider = { version: "1.0.0", installed: true, hasStandIn: true, standInInstalled: false } as const;

/** A machine with everything: Pulumi, an engine, and download hosts that answer. */
export const CONNECTED: Facts = {
  machine: { os: "linux", root: false, apt: true, systemd: true, mmdebstrap: false },
  pulumi: { onPath: "3.270.0", official: false, built: false },
  engine: { state: "answers", mirrors: [] },
  reachable: { pulumi: true, dockerHub: true },
  buildx: true,
  providers: [
    { ...provider, name: "docker" },
    { ...provider, name: "docker-build" },
  ],
  baseImages: [],
};

/** A fresh machine without Pulumi, without an engine, and without a way to their download hosts. */
export const FRESH: Facts = {
  machine: { os: "linux", root: true, apt: true, systemd: false, go: "1.26.8", mmdebstrap: false },
  pulumi: { official: false, built: false },
  engine: { state: "silent", reason: "cannot connect to unix:///var/run/docker.sock", dockerd: false },
  reachable: { pulumi: false, dockerHub: false },
  buildx: false,
  providers: CONNECTED.providers.map((entry) => ({ ...entry, installed: false })),
  baseImages: [
    { name: "python:3.13-slim", inRegistry: false, inEngine: false },
    { name: "redis:8.0", inRegistry: false, inEngine: false },
  ],
};

/** That machine after its setup. */
export const AIR_GAPPED: Facts = {
  ...FRESH,
  machine: { ...FRESH.machine, mmdebstrap: true },
  pulumi: { official: false, built: true },
  engine: { state: "answers", mirrors: ["http://127.0.0.1:5000/"] },
  registry: { host: "127.0.0.1:5000", answers: true },
  buildx: true,
  providers: FRESH.providers.map((entry) => ({ ...entry, standInInstalled: true })),
  baseImages: FRESH.baseImages.map(({ name }) => ({ name, inRegistry: true, inEngine: true })),
};
