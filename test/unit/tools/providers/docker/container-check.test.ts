import type { ContainerArgs } from "@pulumi/docker";
import { describe, expect, it } from "vitest";
import { containerFaults } from "../../../../../tools/airgap/providers/docker/container/faults.ts";
import { fields } from "../../../../../tools/airgap/providers/docker/container/fields.ts";
import { fieldFaults } from "../../../../../tools/airgap/providers/kit/field.ts";
import { UNKNOWN, type Properties, type Value } from "../../../../../tools/airgap/providers/kit/index.ts";
import { checked } from "./container-inputs.ts";

/** Every argument that the stand-in refuses, each with a value that the SDK would take. */
const UNSUPPORTED = {
  cgroupParent: "/x",
  cgroupnsMode: "private",
  deviceCgroupRules: ["c 1:3 mr"],
  deviceReadBps: [{ path: "/dev/sda", rate: 1 }],
  deviceReadIops: [{ path: "/dev/sda", rate: 1 }],
  deviceRequests: [{ driver: "cdi" }],
  deviceWriteBps: [{ path: "/dev/sda", rate: 1 }],
  deviceWriteIops: [{ path: "/dev/sda", rate: 1 }],
  devices: [{ hostPath: "/dev/null" }],
  gpus: "all",
  platform: "linux/amd64",
  runtime: "runc",
  storageOpts: { size: "1G" },
  usernsMode: "host",
} satisfies ContainerArgs | Record<string, Value>;

function faultsOf(inputs: Properties): string[] {
  return fieldFaults(fields, { name: "web", image: "busybox", ...inputs }, (name) => name).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

describe("checking a container", () => {
  it("fills in the real provider's defaults", () => {
    expect(checked()).toStrictEqual({
      attach: false,
      containerReadRefreshTimeoutMilliseconds: 15_000,
      image: "busybox",
      logs: false,
      memoryReservation: 0,
      mustRun: true,
      name: "web-1234567",
      networkMode: "bridge",
      readOnly: false,
      removeVolumes: true,
      restart: "no",
      rm: false,
      start: true,
      stdinOpen: false,
      tty: false,
      wait: false,
      waitTimeout: 60,
    });
    expect(checked({ ports: [{ internal: 80 }] }).ports).toStrictEqual([
      { internal: 80, ip: "0.0.0.0", protocol: "tcp" },
    ]);
    expect(checked({ healthcheck: { tests: ["NONE"] } }).healthcheck).toStrictEqual({
      tests: ["NONE"],
      interval: "0s",
      timeout: "0s",
      startPeriod: "0s",
      startInterval: "0s",
      retries: 0,
    });
  });

  it.each(Object.entries<Value>(UNSUPPORTED))(
    "rejects %s, which the stand-in does not support",
    (name, value) => {
      expect(faultsOf({ [name]: value })).toStrictEqual([
        `${name}: the stand-in does not support this field: it is not needed by the components`,
      ]);
    },
  );

  const wrong: readonly [string, Properties, string][] = [
    [
      "a restart policy that Docker lacks",
      { restart: "sometimes" },
      'restart: must be one of "no", "on-failure", "always", "unless-stopped"',
    ],
    [
      "a duration in words",
      { healthcheck: { interval: "30 seconds" } },
      "healthcheck.interval: must be a duration such as 30s or 1m30s",
    ],
    ["negative memory", { memory: -1 }, "memory: must be a whole number, at least 0"],
    ["processors that are no number", { cpus: "half" }, 'cpus: must be a number of processors such as "1.5"'],
    [
      "an empty part of the command",
      { command: ["sh", ""] },
      "command[1]: must be a string that is not empty",
    ],
    [
      "a relative path of an upload",
      { uploads: [{ file: "a", content: "x" }] },
      "uploads[0].file: must be an absolute path in the container",
    ],
    [
      "a mode that is not octal",
      { uploads: [{ file: "/a", content: "x", permissions: "644" }] },
      'uploads[0].permissions: must be an octal mode such as "0644"',
    ],
    [
      "a mount of another type",
      { mounts: [{ target: "/a", type: "image" }] },
      'mounts[0].type: must be one of "bind", "volume", "tmpfs"',
    ],
    [
      "a relative host path",
      { volumes: [{ hostPath: "a", containerPath: "/a" }] },
      "volumes[0].hostPath: must be an absolute path on the host",
    ],
  ];
  it.each(wrong)("rejects %s", (_name, inputs, fault) => {
    expect(faultsOf(inputs)).toStrictEqual([fault]);
  });

  const together: readonly [string, Properties, string][] = [
    [
      "an upload with nothing in it",
      { uploads: [{ file: "/a" }] },
      "uploads[0]: exactly one of content and contentBase64 must be set, and not empty",
    ],
    [
      "an upload with two contents",
      { uploads: [{ file: "/a", content: "x", contentBase64: "eA==" }] },
      "uploads[0]: exactly one of content and contentBase64 must be set, and not empty",
    ],
    [
      "a volume with no path",
      { volumes: [{ volumeName: "a" }] },
      "volumes[0]: needs a containerPath, or a fromContainer to take the volumes of",
    ],
    [
      "a volume from a container and at a path",
      { volumes: [{ fromContainer: "a", containerPath: "/a" }] },
      "volumes[0]: must not have both a containerPath and a fromContainer",
    ],
    ["a variable without a value", { envs: ["A=1", "B"] }, "envs[1]: must have the form NAME=value"],
    [
      "logs that are never read",
      { logs: true },
      "logs: needs attach: true, as the logs are read once the container ended",
    ],
  ];
  it.each(together)("rejects %s", (_name, inputs, fault) => {
    expect(containerFaults(checked(inputs)).map(({ path, message }) => `${path}: ${message}`)).toStrictEqual([
      fault,
    ]);
  });

  it("accepts what a preview cannot know yet", () => {
    const inputs: Properties = {
      image: UNKNOWN,
      envs: [UNKNOWN],
      uploads: [UNKNOWN, { file: "/a", content: UNKNOWN }],
      volumes: UNKNOWN,
    };
    expect(faultsOf(inputs)).toStrictEqual([]);
    expect(containerFaults(checked(inputs))).toStrictEqual([]);
  });
});
