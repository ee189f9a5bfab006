import { describe, expect, it } from "vitest";
import { container } from "../../../../../tools/airgap/providers/docker/container/container.ts";
import type { Engine } from "../../../../../tools/airgap/providers/docker/engine/connect.ts";
import { fields, onChange } from "../../../../../tools/airgap/providers/docker/container/fields.ts";
import { seen } from "../../../../../tools/airgap/providers/docker/container/outputs.ts";
import {
  changesOf,
  type DiffRequest,
  type Properties,
  type Value,
} from "../../../../../tools/airgap/providers/kit/index.ts";
import { checked } from "./container-inputs.ts";

function diff(olds: Properties, news: Properties, outputs: Properties = {}) {
  const before = checked(olds);
  const changes = changesOf(fields, onChange, before, checked(news), { seen: seen(before, outputs) });
  return [...changes].map(([name, { replace }]) => `${name}: ${replace ? "replace" : "update"}`);
}

describe("the difference between two containers", () => {
  const replacing: readonly [keyof typeof fields, Value, Value][] = [
    ["image", "busybox", "busybox:1.37"],
    ["name", "a", "b"],
    ["command", ["a"], ["b"]],
    ["entrypoints", ["a"], ["b"]],
    ["envs", ["A=1"], ["A=2"]],
    ["labels", [{ label: "a", value: "1" }], [{ label: "a", value: "2" }]],
    ["ports", [{ internal: 80, external: 1 }], [{ internal: 80, external: 2 }]],
    ["healthcheck", { tests: ["CMD", "a"] }, { tests: ["CMD", "b"] }],
    ["networkMode", "bridge", "none"],
    ["networksAdvanced", [{ name: "a" }], [{ name: "a", aliases: ["b"] }]],
    ["volumes", [{ containerPath: "/a" }], [{ containerPath: "/b" }]],
    ["mounts", [{ type: "tmpfs", target: "/a" }], [{ type: "tmpfs", target: "/b" }]],
    ["uploads", [{ file: "/a", content: "1" }], [{ file: "/a", content: "2" }]],
    ["capabilities", { drops: ["ALL"] }, { drops: ["ALL"], adds: ["CAP_CHOWN"] }],
    ["readOnly", false, true],
    ["cpus", "1", "2"],
    ["shmSize", 64, 128],
    ["user", "1", "2"],
    ["stopSignal", "SIGTERM", "SIGQUIT"],
    ["stopTimeout", 1, 2],
    ["logOpts", { "max-size": "1m" }, { "max-size": "2m" }],
    ["securityOpts", ["no-new-privileges:true"], ["no-new-privileges:true", "seccomp=unconfined"]],
  ];
  it.each(replacing)("replaces for a changed %s", (name, before, after) => {
    expect(diff({ [name]: before }, { [name]: after })).toStrictEqual([`${name}: replace`]);
  });

  const updating: readonly [keyof typeof fields, Value, Value][] = [
    ["restart", "no", "always"],
    ["maxRetryCount", 1, 2],
    ["memory", 32, 64],
    ["memoryReservation", 16, 32],
    ["memorySwap", 64, 128],
    ["cpuShares", 512, 1024],
    ["cpuSet", "0", "0-1"],
    ["mustRun", false, true],
    ["tmpfs", { "/a": "" }, { "/b": "" }],
    ["init", true, false],
    ["cpuPeriod", 1, 2],
    ["cpuQuota", 1, 2],
    ["wait", false, true],
    ["waitTimeout", 1, 2],
    ["rm", false, true],
    ["removeVolumes", false, true],
    ["destroyGraceSeconds", 1, 2],
    ["start", false, true],
    ["attach", false, true],
  ];
  it.each(updating)("updates in place, or the state only, for a changed %s", (name, before, after) => {
    expect(diff({ [name]: before }, { [name]: after })).toStrictEqual([`${name}: update`]);
  });

  const unordered: readonly [keyof typeof fields, readonly Value[]][] = [
    ["envs", ["A=1", "B=2"]],
    [
      "labels",
      [
        { label: "a", value: "1" },
        { label: "b", value: "2" },
      ],
    ],
    ["volumes", [{ containerPath: "/a" }, { containerPath: "/b" }]],
    [
      "mounts",
      [
        { type: "tmpfs", target: "/a" },
        { type: "tmpfs", target: "/b" },
      ],
    ],
    [
      "uploads",
      [
        { file: "/a", content: "1" },
        { file: "/b", content: "1" },
      ],
    ],
    ["networksAdvanced", [{ name: "a", aliases: ["x"] }, { name: "b" }]],
  ];
  it.each(unordered)("is none for another order of %s", (name, items) => {
    expect(diff({ [name]: items }, { [name]: items.toReversed() })).toStrictEqual([]);
  });

  it("is none for another order of aliases and capabilities", () => {
    const args = (items: readonly string[]) => ({
      networksAdvanced: [{ name: "a", aliases: items }],
      capabilities: { drops: items },
    });
    expect(diff(args(["a", "b"]), args(["b", "a"]))).toStrictEqual([]);
  });

  it("counts the order of ports, commands and tests", () => {
    const ports = [{ internal: 80 }, { internal: 443 }];
    expect(diff({ ports }, { ports: ports.toReversed() })).toStrictEqual(["ports: replace"]);
    expect(diff({ command: ["a", "b"] }, { command: ["b", "a"] })).toStrictEqual(["command: replace"]);
  });

  it("finds ports that were not sorted, as what the engine gives back is", () => {
    const ports = [
      { internal: 443, external: 443 },
      { internal: 80, external: 80 },
    ];
    const full = ports.map((port) => ({ ...port, ip: "0.0.0.0", protocol: "tcp" }));
    expect(diff({ ports }, { ports }, { ports: full.toReversed() })).toStrictEqual(["ports: replace"]);
    expect(
      diff({ ports: ports.toReversed() }, { ports: ports.toReversed() }, { ports: full.toReversed() }),
    ).toStrictEqual([]);
  });

  it("does not compare ports that the engine picked", () => {
    const ports = [{ internal: 80 }];
    const picked = [{ internal: 80, external: 32_768, ip: "0.0.0.0", protocol: "tcp" }];
    expect(diff({ ports }, { ports }, { ports: picked })).toStrictEqual([]);
  });

  it("finds a container that was stopped, and limits that were changed, behind Pulumi's back", () => {
    expect(diff({ memory: 32 }, { memory: 32 }, { mustRun: false, memory: 64 })).toStrictEqual([
      "memory: update",
      "mustRun: update",
    ]);
  });

  it("leaves to the engine what the program does not set", () => {
    expect(diff({}, {}, { cpuShares: 512, memory: 64, hostname: "abc" })).toStrictEqual([]);
  });

  it("asks for every replacement to delete first, and is none when an image's own setting is no longer overruled", async () => {
    const log = {
      debug: () => undefined,
      info: () => undefined,
      status: () => undefined,
      warn: () => undefined,
    };
    const request: Omit<DiffRequest<Engine>, "connection"> = {
      urn: "urn:pulumi:dev::p::docker:index/container:Container::web",
      name: "web",
      log,
      signal: new AbortController().signal,
      timeout: 0,
      id: "1",
      oldInputs: checked({ envs: ["A=1"], command: ["a"] }),
      oldOutputs: {},
      news: checked(),
      ignoreChanges: [],
    };
    const { default: Docker } = await import("dockerode");
    const connection = { docker: new Docker(), apiMinor: 41, credentials: new Map() };
    const result = await container.diff({ ...request, connection });
    expect(result.deleteBeforeReplace).toBe(true);
    expect(result.changes.size).toBe(0);
  });
});
