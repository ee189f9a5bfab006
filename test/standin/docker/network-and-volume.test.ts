import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMAGE, TestEngine } from "./support/engine.ts";
import { Plugin } from "./support/plugin.ts";

const NETWORK = "docker:index/network:Network";
const VOLUME = "docker:index/volume:Volume";
const IMAGE_TYPE = "docker:index/remoteImage:RemoteImage";

describe("networks, volumes and images", () => {
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

  it("creates a network with what was asked for, by a generated name", async () => {
    const network = await plugin.create(NETWORK, "back", {
      labels: engine.labels,
      internal: true,
      ipamConfigs: [{ subnet: "10.213.7.0/24", gateway: "10.213.7.1" }],
    });
    expect(network.inputs.name).toMatch(/^back-[0-9a-f]{7}$/);
    const info = await engine.docker.getNetwork(network.id).inspect();
    expect(info.Name).toBe(network.inputs.name);
    expect(info.Internal).toBe(true);
    expect(info.IPAM?.Config).toStrictEqual([{ Subnet: "10.213.7.0/24", Gateway: "10.213.7.1" }]);
    expect(network.outputs.labels).toStrictEqual(engine.labels);
    expect(network.outputs.scope).toBe("local");
    await plugin.delete(network);
    expect(await plugin.read(network)).toBe(undefined);
  });

  it("deletes what is gone already without a complaint", async () => {
    const network = await plugin.create(NETWORK, "twice", { labels: engine.labels });
    const volume = await plugin.create(VOLUME, "twice", { labels: engine.labels });
    await plugin.delete(network);
    await plugin.delete(volume);
    await plugin.delete(network);
    await plugin.delete(volume);
    expect(await plugin.read(volume)).toBe(undefined);
  });

  it("replaces a network for any change of it, and sees no change in the order of labels", async () => {
    const more = [...engine.labels, { label: "b", value: "2" }];
    const network = await plugin.create(NETWORK, "labelled", { labels: more });
    expect(await plugin.diff(network, { labels: more.toReversed() })).toStrictEqual({
      changed: [],
      replaces: [],
      deleteBeforeReplace: false,
    });
    const { replaces } = await plugin.diff(network, { labels: engine.labels, attachable: true });
    expect(replaces).toStrictEqual(["attachable", "labels"]);
  });

  it("rejects a network of a name that is taken, saying what was tried", async () => {
    const name = `taken-${engine.run}`;
    await plugin.create(NETWORK, "taken", { name, labels: engine.labels });
    await expect(plugin.create(NETWORK, "again", { name, labels: engine.labels })).rejects.toThrow(
      `creating the network ${name}: network with name ${name} already exists`,
    );
  });

  it("creates a volume whose id is its name", async () => {
    const volume = await plugin.create(VOLUME, "data", { labels: engine.labels });
    expect(volume.id).toBe(volume.inputs.name);
    const info = await engine.docker.getVolume(volume.id).inspect();
    expect(volume.outputs.mountpoint).toBe(info.Mountpoint);
    expect(volume.outputs.driver).toBe("local");
  });

  it("uses the local image and gives its id", async () => {
    const image = await plugin.create(IMAGE_TYPE, "base", { name: IMAGE, keepLocally: true });
    const info = await engine.docker.getImage(IMAGE).inspect();
    expect(image.outputs.imageId).toBe(info.Id);
    expect(image.id).toBe(info.Id + IMAGE);
    await plugin.delete(image);
    expect((await engine.docker.getImage(IMAGE).inspect()).Id).toBe(info.Id);
  });

  it("removes the image's name unless it is to be kept", async () => {
    const name = `muelle-standin-test:${engine.run}`;
    await engine.docker.getImage(IMAGE).tag({ repo: "muelle-standin-test", tag: engine.run });
    const image = await plugin.create(IMAGE_TYPE, "own", { name });
    await plugin.delete(image);
    expect(await plugin.read(image)).toBe(undefined);
  });

  it("rejects an image that is nowhere, naming it", async () => {
    const name = `127.0.0.1:9/muelle-nowhere:${engine.run}`;
    await expect(plugin.create(IMAGE_TYPE, "nowhere", { name })).rejects.toThrow(
      `pulling the image ${name}: `,
    );
  });
});
