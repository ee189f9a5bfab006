import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { shimSockets } from "../../../../../airgap/cluster/host/shim-sockets.ts";

let state: string;

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "muelle-shims-"));
});

afterEach(() => {
  rmSync(state, { recursive: true });
});

function task(name: string, bootstrap: string): void {
  const folder = join(state, "io.containerd.runtime.v2.task", "k8s.io", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "bootstrap.json"), bootstrap);
}

describe("shimSockets", () => {
  it("finds the socket of each pod's shim once, as containerd 2.4 writes it down", () => {
    const shim = (name: string): string =>
      `{"version":3,"address":"unix:///run/containerd/s/${name}","protocol":"ttrpc"}`;
    task("pod", shim("6527a9"));
    task("container-of-the-pod", shim("6527a9"));
    task("other-pod", shim("8b91d9"));
    expect(shimSockets(state).toSorted()).toStrictEqual([
      "/run/containerd/s/6527a9",
      "/run/containerd/s/8b91d9",
    ]);
  });

  it("passes over what is half written, and whatever is not a shim's socket", () => {
    task("killed", '{"version":3,"addr');
    task("strange", '{"address":"unix:///etc/passwd"}');
    mkdirSync(join(state, "io.containerd.runtime.v2.task", "k8s.io", "not-started"));
    expect(shimSockets(state)).toStrictEqual([]);
  });

  it("finds none where containerd never ran", () => {
    expect(shimSockets(join(state, "nowhere"))).toStrictEqual([]);
  });
});
