import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Properties, Value } from "../../../tools/airgap/providers/kit/index.ts";
import { IMAGE, TestEngine } from "./support/engine.ts";
import { leftBehind, Plugin, type Resource } from "./support/plugin.ts";

const CONTAINER = "docker:index/container:Container";
const NETWORK = "docker:index/network:Network";

/** Runs until it is told to stop, and ends at once then. */
const SERVE = ["sh", "-c", "trap 'exit 0' TERM; sleep 1000 & wait"];

function text(value: Value | undefined): string {
  if (typeof value !== "string") throw new Error(`expected a text, not ${typeof value}`);
  return value;
}

describe("containers", () => {
  let engine: TestEngine;
  let plugin: Plugin;

  beforeAll(async () => {
    engine = await TestEngine.connect();
    plugin = await Plugin.start();
  });
  afterAll(async () => {
    plugin.stop();
    await engine.clean();
  });

  function args(more: Properties = {}): Properties {
    return { image: IMAGE, command: SERVE, labels: engine.labels, ...more };
  }

  function create(name: string, more: Properties = {}): Promise<Resource> {
    return plugin.create(CONTAINER, name, args(more));
  }

  /** Runs a command to its end and gives what it printed. */
  async function printed(name: string, command: readonly string[], more: Properties = {}): Promise<string> {
    const once = await create(name, { command, attach: true, logs: true, mustRun: false, ...more });
    return text(once.outputs.containerLogs);
  }

  async function failureOf(creation: Promise<Resource>) {
    const error: unknown = await creation.then(
      () => new Error("the creation did not fail"),
      (reason: unknown) => reason,
    );
    return { left: leftBehind(error) };
  }

  it("has the engine's full id, and its address in each network as outputs", async () => {
    const network = await plugin.create(NETWORK, "own", { labels: engine.labels });
    const web = await create("web", {
      networksAdvanced: [{ name: text(network.outputs.name), aliases: ["www"] }],
    });
    expect(web.id).toMatch(/^[0-9a-f]{64}$/);
    const info = await engine.docker.getContainer(web.id).inspect();
    const [name] = Object.keys(info.NetworkSettings.Networks);
    expect(Object.keys(info.NetworkSettings.Networks)).toStrictEqual([network.outputs.name]);
    expect(web.outputs.networkDatas).toMatchObject([
      { networkName: name, ipAddress: info.NetworkSettings.Networks[name ?? ""]?.IPAddress },
    ]);
    expect(info.HostConfig.NetworkMode).toBe("bridge");
  });

  it("is found by its aliases in each of its networks, given by name or by id", async () => {
    const front = await plugin.create(NETWORK, "front", { labels: engine.labels });
    const back = await plugin.create(NETWORK, "back", { labels: engine.labels });
    const networksAdvanced = [
      { name: text(front.outputs.name), aliases: ["api", "api-1"] },
      { name: back.id, aliases: ["hidden"] },
    ];
    await create("api", { networksAdvanced });
    const lookup = (alias: string, network: Resource) =>
      printed(`look-${alias}`, ["nslookup", alias], {
        networksAdvanced: [{ name: text(network.outputs.name) }],
      });
    expect(await lookup("api-1", front)).toMatch(/Name:\s+api-1\s+Address/);
    expect(await lookup("hidden", back)).toMatch(/Name:\s+hidden\s+Address/);
    expect(await lookup("hidden", front)).not.toMatch(/Name:\s+hidden\s+Address/);
  });

  it("gets its files before it starts, with mode and owner", async () => {
    const uploads = [
      { file: "/etc/app/plain.conf", content: "plain\n" },
      { file: "/etc/app/run.sh", content: "echo ran", executable: true },
      {
        file: "/secret",
        contentBase64: Buffer.from("geheim").toString("base64"),
        permissions: "0440",
        owner: "7",
        group: "8",
      },
    ];
    const script = "stat -c '%a %u %g %n' /etc/app/* /secret; cat /etc/app/plain.conf /secret";
    expect(await printed("files", ["sh", "-c", script], { uploads })).toBe(
      "644 0 0 /etc/app/plain.conf\n744 0 0 /etc/app/run.sh\n440 7 8 /secret\nplain\ngeheim",
    );
  });

  it("gets files into its volumes, for a read-only container that takes those volumes", async () => {
    const holder = await create("holder", {
      command: ["true"],
      start: false,
      mustRun: false,
      volumes: [{ containerPath: "/run/secrets" }],
      uploads: [{ file: "/run/secrets/deep/pw", content: "geheim" }],
    });
    const more = { readOnly: true, volumes: [{ fromContainer: holder.id }] };
    const script = "cat /run/secrets/deep/pw; touch /x 2>&1";
    expect(await printed("read-only", ["sh", "-c", script], more)).toBe(
      "geheimtouch: /x: Read-only file system\n",
    );
  });

  it("rejects files for a read-only container, even in a volume, and leaves it as the real provider does", async () => {
    const volumes = [{ containerPath: "/volume" }];
    const more = { readOnly: true, volumes, uploads: [{ file: "/volume/pw", content: "x" }] };
    const { left } = await failureOf(create("refused", more));
    expect(left?.reasons[0]).toMatch(
      /^uploading \/volume\/pw to the container refused-[0-9a-f]{7}: container rootfs is marked read-only$/,
    );
    expect((await engine.docker.getContainer(left?.id ?? "").inspect()).State.Status).toBe("created");
  });

  it("waits until it is healthy", async () => {
    const more = {
      command: ["sh", "-c", "sleep 0.5; touch /ready; trap 'exit 0' TERM; sleep 1000 & wait"],
      healthcheck: { tests: ["CMD", "test", "-e", "/ready"], interval: "100ms", retries: 50 },
      wait: true,
    };
    const healthy = await create("healthy", more);
    const info = await engine.docker.getContainer(healthy.id).inspect();
    expect(info.State.Health?.Status).toBe("healthy");
  });

  it("fails when it is not healthy in time, says why, and leaves it running", async () => {
    const more = {
      healthcheck: { tests: ["CMD-SHELL", "echo nothing at port 80; exit 1"], interval: "100ms", retries: 1 },
      wait: true,
      waitTimeout: 2,
    };
    const { left } = await failureOf(create("sick", more));
    expect(left?.reasons).toStrictEqual([
      "container failed to be in healthy state within 2 s (waitTimeout); it is running, unhealthy, and its last " +
        "probe ended with 1: nothing at port 80",
    ]);
    const info = await engine.docker.getContainer(left?.id ?? "").inspect();
    expect(info.State.Running).toBe(true);
  });

  it("rejects waiting for a health that nothing checks", async () => {
    const { left } = await failureOf(create("unchecked", { wait: true }));
    expect(left?.reasons).toStrictEqual([
      "wait: true needs a healthcheck, and neither the container nor its image has one; add a healthcheck or take " +
        "wait away",
    ]);
  });

  it("fails at a host port that is taken, and keeps the container in the state", async () => {
    const first = await create("first", { ports: [{ internal: 80, ip: "127.0.0.1" }] });
    const [port] = Object.values(
      (await engine.docker.getContainer(first.id).inspect()).NetworkSettings.Ports,
    );
    const external = Number(port?.[0]?.HostPort);
    const { left } = await failureOf(
      create("second", { ports: [{ internal: 80, external, ip: "127.0.0.1" }] }),
    );
    expect(left?.reasons[0]).toMatch(
      /^starting the container second-[0-9a-f]{7}: .*port is already allocated/s,
    );
  });

  it("gives the exit code of one that ran to its end, without judging it", async () => {
    const ended = await create("ended", { command: ["sh", "-c", "exit 3"], attach: true, mustRun: false });
    expect(ended.outputs.exitCode).toBe(3);
  });

  it("limits what it was told to limit", async () => {
    const limited = await create("limited", {
      memory: 32,
      memoryReservation: 16,
      memorySwap: 64,
      cpus: "0.25",
      shmSize: 8,
      ulimits: [{ name: "nofile", soft: 100, hard: 200 }],
      capabilities: { drops: ["ALL"], adds: ["CAP_NET_BIND_SERVICE"] },
      securityOpts: ["no-new-privileges:true"],
      tmpfs: { "/tmp": "size=1m" },
      logDriver: "json-file",
      logOpts: { "max-size": "1m" },
      hosts: [{ host: "db.test", ip: "10.9.8.7" }],
      user: "1000:1000",
      groupAdds: ["2000"],
      init: true,
      stopTimeout: 4,
    });
    const { HostConfig, Config } = await engine.docker.getContainer(limited.id).inspect();
    expect(HostConfig).toMatchObject({
      Memory: 32 * 1024 * 1024,
      MemoryReservation: 16 * 1024 * 1024,
      MemorySwap: 64 * 1024 * 1024,
      NanoCpus: 250_000_000,
      ShmSize: 8 * 1024 * 1024,
      Ulimits: [{ Name: "nofile", Soft: 100, Hard: 200 }],
      CapDrop: ["ALL"],
      CapAdd: ["CAP_NET_BIND_SERVICE"],
      SecurityOpt: ["no-new-privileges:true"],
      Tmpfs: { "/tmp": "size=1m" },
      LogConfig: { Type: "json-file", Config: { "max-size": "1m" } },
      ExtraHosts: ["db.test:10.9.8.7"],
      GroupAdd: ["2000"],
      Init: true,
    });
    expect(Config).toMatchObject({ User: "1000:1000", StopTimeout: 4 });
  });

  it("mounts binds, volumes with labels, and tmpfs", async () => {
    const mounts = [
      { type: "bind", source: "/etc", target: "/host-etc", readOnly: true },
      { type: "volume", target: "/data", volumeOptions: { noCopy: true, labels: engine.labels } },
      { type: "tmpfs", target: "/scratch", tmpfsOptions: { sizeBytes: 65_536, mode: 0o1777 } },
    ];
    const script =
      "grep -E ' /(host-etc|data|scratch) ' /proc/mounts | cut -d' ' -f2 | sort; touch /host-etc/x 2>&1";
    expect(await printed("mounted", ["sh", "-c", script], { mounts })).toBe(
      "/data\n/host-etc\n/scratch\ntouch: /host-etc/x: Read-only file system\n",
    );
  });

  it("is updated in place for limits and restart policy", async () => {
    const before = await create("updated", { memory: 32, memorySwap: -1 });
    const news = args({ memory: 48, memorySwap: -1, restart: "on-failure", maxRetryCount: 2 });
    expect(await plugin.diff(before, news)).toMatchObject({
      changed: ["maxRetryCount", "memory", "restart"],
      replaces: [],
    });
    const after = await plugin.update(before, news);
    const { HostConfig } = await engine.docker.getContainer(before.id).inspect();
    expect(HostConfig.Memory).toBe(48 * 1024 * 1024);
    expect(HostConfig.RestartPolicy).toStrictEqual({ Name: "on-failure", MaximumRetryCount: 2 });
    expect(await plugin.diff(after, news)).toMatchObject({ changed: [] });
  });

  it("keeps its old tmpfs and init when they change: that goes to the state only", async () => {
    const before = await create("recorded", { init: true });
    const news = args({ init: false, tmpfs: { "/tmp": "" } });
    const difference = await plugin.diff(before, news);
    expect(difference).toMatchObject({ changed: ["init", "tmpfs"], replaces: [] });
    const after = await plugin.update(before, news);
    const { HostConfig } = await engine.docker.getContainer(before.id).inspect();
    expect(HostConfig.Init).toBe(true);
    expect(after.inputs.init).toBe(false);
    expect(await plugin.diff(after, news)).toMatchObject({ changed: [] });
  });

  it("is started again when it was stopped behind Pulumi's back", async () => {
    const running = await create("stopped");
    await engine.docker.getContainer(running.id).stop({ t: 1 });
    const read = await plugin.read(running);
    expect(read?.outputs.mustRun).toBe(false);
    expect(await plugin.diff(read ?? running, args())).toMatchObject({ changed: ["mustRun"], replaces: [] });
    const started = await plugin.update(read ?? running, args());
    expect(started.outputs.mustRun).toBe(true);
    expect((await engine.docker.getContainer(running.id).inspect()).State.Running).toBe(true);
  });

  it("is gone for Pulumi when it was removed behind its back, and deleting it succeeds", async () => {
    const removed = await create("removed");
    await engine.docker.getContainer(removed.id).remove({ force: true });
    expect(await plugin.read(removed)).toBe(undefined);
    await plugin.delete(removed);
    expect(await engine.remains()).not.toContain(`/${text(removed.outputs.name)}`);
  });

  it("is told to stop and given its time when it is deleted, and takes its anonymous volumes along", async () => {
    const command = ["sh", "-c", "trap 'sleep 0.3; echo done > /kept/file; exit 0' TERM; sleep 1000 & wait"];
    const volumeType = "docker:index/volume:Volume";
    const kept = await plugin.create(volumeType, "kept", { labels: engine.labels });
    const volumes = [{ volumeName: kept.id, containerPath: "/kept" }, { containerPath: "/anonymous" }];
    const graceful = await create("graceful", { command, volumes, destroyGraceSeconds: 10 });
    const { Mounts } = await engine.docker.getContainer(graceful.id).inspect();
    const anonymous = Mounts.find(({ Destination }) => Destination === "/anonymous")?.Name ?? "";
    await plugin.delete(graceful);
    const readKept = { volumes: [{ volumeName: kept.id, containerPath: "/kept" }] };
    expect(await printed("reader", ["cat", "/kept/file"], readKept)).toBe("done\n");
    await expect(engine.docker.getVolume(anonymous).inspect()).rejects.toThrow("no such volume");
  });

  it("is killed at once without a grace period", async () => {
    const command = ["sh", "-c", "trap '' TERM; while true; do sleep 1; done"];
    const stubborn = await create("stubborn", { command });
    const begin = performance.now();
    await plugin.delete(stubborn);
    // Docker's own default would have waited for ten seconds.
    expect(performance.now() - begin).toBeLessThan(8_000);
  });

  it("can be imported by its id", async () => {
    const name = `imported-${engine.run}`;
    const made = await create("made", { name, restart: "always" });
    const imported = await plugin.read({ ...made, inputs: {}, outputs: {} });
    expect(imported?.inputs).toMatchObject({ name, image: IMAGE, restart: "always", mustRun: true });
  });
});
