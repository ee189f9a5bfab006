import { describe, expect, it } from "vitest";
import { nanoseconds } from "../../../../../tools/airgap/providers/docker/container/duration.ts";
import { losesStartInterval } from "../../../../../tools/airgap/providers/docker/container/health-config.ts";
import { joinedAfterwards } from "../../../../../tools/airgap/providers/docker/container/networks.ts";
import { translate } from "../../../../../tools/airgap/providers/docker/container/translate.ts";
import { portList } from "../../../../../tools/airgap/providers/docker/container/ports.ts";
import { packedFile } from "../../../../../tools/airgap/providers/docker/container/uploads.ts";
import { demultiplexed } from "../../../../../tools/airgap/providers/docker/container/wait-for-exit.ts";
import type { Properties } from "../../../../../tools/airgap/providers/kit/index.ts";
import { inputsOf } from "./container-inputs.ts";

const API = 41;

function request(more: Properties, api = API) {
  return translate(inputsOf(more), api);
}

function host(more: Properties) {
  return request(more).HostConfig;
}

describe("what the engine is asked for", () => {
  it("is the name, the image and no limit where nothing else is said", () => {
    const { HostConfig, ...config } = request({});
    expect(config).toStrictEqual({
      name: "web-1234567",
      Image: "busybox",
      Tty: false,
      OpenStdin: false,
      Env: [],
      Labels: {},
      ExposedPorts: {},
      Volumes: {},
    });
    expect(HostConfig).toMatchObject({
      Init: false,
      NetworkMode: "bridge",
      RestartPolicy: { Name: "no", MaximumRetryCount: 0 },
      Memory: 0,
      ReadonlyRootfs: false,
    });
  });

  it("counts sizes in megabytes and processors in billionths", () => {
    expect(
      host({ memory: 64, memoryReservation: 32, memorySwap: 128, shmSize: 16, cpus: "1.5" }),
    ).toMatchObject({
      Memory: 67_108_864,
      MemoryReservation: 33_554_432,
      MemorySwap: 134_217_728,
      ShmSize: 16_777_216,
      NanoCpus: 1_500_000_000,
    });
    expect(host({ memorySwap: -1 })?.MemorySwap).toBe(-1);
  });

  it("leaves period and quota out where processors are given, as the engine refuses both", () => {
    expect(host({ cpus: "1", cpuPeriod: 100, cpuQuota: 50 })).not.toHaveProperty("CpuPeriod");
    expect(host({ cpuPeriod: 100, cpuQuota: 50 })).toMatchObject({ CpuPeriod: 100, CpuQuota: 50 });
  });

  it("binds ports, several to one of the container's too", () => {
    const ports = [
      { internal: 80, external: 8080, ip: "127.0.0.1" },
      { internal: 80, external: 8081 },
      { internal: 53, protocol: "udp" },
    ];
    expect(request({ ports }).ExposedPorts).toStrictEqual({ "80/tcp": {}, "53/udp": {} });
    expect(host({ ports })?.PortBindings).toStrictEqual({
      "80/tcp": [
        { HostIp: "127.0.0.1", HostPort: "8080" },
        { HostIp: "0.0.0.0", HostPort: "8081" },
      ],
      "53/udp": [{ HostIp: "0.0.0.0", HostPort: "" }],
    });
  });

  it("has named, bound, anonymous and borrowed volumes", () => {
    const volumes = [
      { volumeName: "data", containerPath: "/data" },
      {
        hostPath: "/etc",
        volumeName: "ignored",
        containerPath: "/host",
        readOnly: true,
        selinuxRelabel: "z",
      },
      { containerPath: "/cache" },
      { fromContainer: "other" },
    ];
    expect(request({ volumes }).Volumes).toStrictEqual({ "/data": {}, "/host": {}, "/cache": {} });
    expect(host({ volumes })).toMatchObject({
      Binds: ["data:/data:rw", "/etc:/host:ro,z"],
      VolumesFrom: ["other"],
    });
  });

  it("has mounts with the options of their own type only", () => {
    const mounts = [
      { type: "bind", source: "/a", target: "/b", readOnly: true, bindOptions: { propagation: "rslave" } },
      {
        type: "volume",
        source: "v",
        target: "/v",
        volumeOptions: { noCopy: true, labels: [{ label: "a", value: "1" }] },
      },
      {
        type: "tmpfs",
        target: "/t",
        tmpfsOptions: { sizeBytes: 1024, mode: 448 },
        volumeOptions: { noCopy: true },
      },
    ];
    expect(host({ mounts })?.Mounts).toStrictEqual([
      { Type: "bind", Source: "/a", Target: "/b", ReadOnly: true, BindOptions: { Propagation: "rslave" } },
      {
        Type: "volume",
        Source: "v",
        Target: "/v",
        ReadOnly: false,
        VolumeOptions: { NoCopy: true, Labels: { a: "1" }, DriverConfig: { Name: "", Options: {} } },
      },
      {
        Type: "tmpfs",
        Source: "",
        Target: "/t",
        ReadOnly: false,
        TmpfsOptions: { SizeBytes: 1024, Mode: 448 },
      },
    ]);
  });

  it("hides no path where the system's paths are unconfined, an option that the engine itself does not know", () => {
    expect(host({ securityOpts: ["systempaths=unconfined", "no-new-privileges:true"] })).toMatchObject({
      SecurityOpt: ["no-new-privileges:true"],
      MaskedPaths: [],
      ReadonlyPaths: [],
    });
  });

  it("has the healthcheck in nanoseconds, and its start interval only where the engine knows it", () => {
    const healthcheck = {
      tests: ["CMD", "true"],
      interval: "1m30s",
      timeout: "500ms",
      startInterval: "1s",
      retries: 3,
    };
    const known = { Test: ["CMD", "true"], Interval: 90e9, Timeout: 500e6, StartPeriod: 0, Retries: 3 };
    expect(request({ healthcheck }, 43).Healthcheck).toStrictEqual(known);
    expect(request({ healthcheck }, 44).Healthcheck).toStrictEqual({ ...known, StartInterval: 1e9 });
    expect(losesStartInterval(inputsOf({ healthcheck }), 43)).toBe(true);
    expect(losesStartInterval(inputsOf({ healthcheck }), 44)).toBe(false);
    expect(losesStartInterval(inputsOf({ healthcheck: { tests: ["NONE"] } }), 43)).toBe(false);
  });

  it("joins the first network at creation and the others afterwards", () => {
    const networksAdvanced = [
      { name: "a", aliases: ["x"] },
      { name: "b", ipv4Address: "10.0.0.9" },
    ];
    expect(request({ networksAdvanced }).NetworkingConfig).toStrictEqual({
      EndpointsConfig: { a: { Aliases: ["x"] } },
    });
    expect(joinedAfterwards(inputsOf({ networksAdvanced })).map(({ name }) => name)).toStrictEqual(["b"]);
  });

  it("joins every network afterwards in a network mode of its own", () => {
    const more = { networkMode: "other", networksAdvanced: [{ name: "a" }] };
    expect(request(more)).not.toHaveProperty("NetworkingConfig");
    expect(joinedAfterwards(inputsOf(more)).map(({ name }) => name)).toStrictEqual(["a"]);
  });
});

describe("a duration", () => {
  it.each([
    ["0s", 0],
    ["0", 0],
    ["30s", 30e9],
    ["1m30s", 90e9],
    ["1.5h", 5400e9],
    ["250ms", 250e6],
  ])("of %s is read as Go reads it", (duration, expected) => {
    expect(nanoseconds(duration)).toBe(expected);
  });

  it.each(["", "30", "30 s", "s", "-1s", "1d"])("rejects %j", (duration) => {
    expect(nanoseconds(duration)).toBe(undefined);
  });
});

describe("uploads", () => {
  it("are packed with mode and numeric owner, relative to the root", async () => {
    const [plain, script, owned] =
      inputsOf({
        uploads: [
          { file: "/a/b", content: "ä" },
          { file: "/a/c", contentBase64: "AAE=", executable: true },
          { file: "/d", content: "x", permissions: "0400", executable: true, owner: "7", group: "root" },
        ],
      }).uploads ?? [];
    if (plain === undefined || script === undefined || owned === undefined) throw new Error("three uploads");
    expect(await packedFile(plain)).toStrictEqual({
      name: "a/b",
      content: Buffer.from("ä"),
      mode: 0o644,
      uid: 0,
      gid: 0,
    });
    expect(await packedFile(script)).toMatchObject({
      name: "a/c",
      content: Buffer.from([0, 1]),
      mode: 0o744,
    });
    expect(await packedFile(owned)).toMatchObject({ name: "d", mode: 0o400, uid: 7, gid: 0 });
  });

  it("rejects an owner that this host does not know", async () => {
    const [upload] =
      inputsOf({ uploads: [{ file: "/a", content: "x", owner: "no such user" }] }).uploads ?? [];
    if (upload === undefined) throw new Error("one upload");
    await expect(packedFile(upload)).rejects.toThrow(
      'the owner "no such user" of an upload is unknown on this host; give its number',
    );
  });
});

describe("what the engine answers", () => {
  it("is read as ports in the order of the container's ports", () => {
    const answer = {
      "443/tcp": [{ HostIp: "0.0.0.0", HostPort: "8443" }],
      "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "8080" }],
      "53/udp": null,
    };
    expect(portList(answer)).toStrictEqual([
      { internal: 80, external: 8080, ip: "127.0.0.1", protocol: "tcp" },
      { internal: 443, external: 8443, ip: "0.0.0.0", protocol: "tcp" },
    ]);
  });

  it("is read as logs without the headers of the two streams", () => {
    const piece = (stream: number, text: string) =>
      Buffer.concat([Buffer.from([stream, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)]);
    expect(demultiplexed(Buffer.concat([piece(1, "out\n"), piece(2, "err\n")])).toString()).toBe(
      "out\nerr\n",
    );
    expect(demultiplexed(Buffer.alloc(0)).toString()).toBe("");
  });
});
