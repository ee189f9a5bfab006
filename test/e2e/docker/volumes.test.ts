import Docker from "dockerode";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProject, type Project } from "../../support/project.ts";
import { StackOnEngine } from "../../support/stack-on-engine.ts";

const CREATE_VOLUME = "components/docker/volumes/create-volume.ts";
const NAMED = "name: found?.name ?? volumeName(identity, volume.name), labels";

/** What the application is at one time. */
interface Version {
  readonly service?: string;
  /** Its volumes as source. */
  readonly volumes?: string;
  readonly mounted?: string;
}

function source({ service = "store", volumes = "data: {}", mounted = "data" }: Version): string {
  const mounts = mounted === "" ? "" : `volumes: ["${mounted}:/data"],`;
  return `
import type { ApplicationSpec } from "../../components/index.ts";
export const application: ApplicationSpec = {
  name: "keeper",
  services: {
    ${service}: {
      image: "busybox:1.37-musl",
      command: ["sleep", "3600"],
      user: "0",
      allowRoot: true,
      stopGracePeriod: "1s",
      ${mounts}
    },
  },
  volumes: { ${volumes} },
};
`;
}

const docker = new Docker();
let project: Project;
let engine: StackOnEngine;
const stacks: string[] = [];

beforeAll(async () => {
  project = await createProject("volumes", "faulty");
  stacks.push(project.stack);
  engine = new StackOnEngine(project.stack);
  await engine.mustAnswer();
  await project.unset("deleteVolumes");
});

afterAll(async () => {
  await project.set("deleteVolumes", "true");
  await project.pulumi(["destroy", "--run-program", "--yes", "--skip-preview"]);
  for (const stack of stacks) {
    for (const { Name } of await volumesOf(stack)) await docker.getVolume(Name).remove();
    // With the state that was lost, so was the network in it.
    const filters = { label: [`muelle.stack=${stack}`] };
    for (const { Id } of await docker.listNetworks({ filters })) await docker.getNetwork(Id).remove();
  }
  await project.remove();
});

async function volumesOf(stack: string): Promise<readonly { readonly Name: string }[]> {
  return (await docker.listVolumes({ filters: { label: [`muelle.stack=${stack}`] } })).Volumes;
}

async function change(version: Version): Promise<void> {
  await project.write("applications/faulty/application.ts", source(version));
}

async function bring(version: Version): Promise<string> {
  await change(version);
  return project.up();
}

async function containerOf(service: string): Promise<string> {
  const [id] = await engine.containersOf(service);
  if (id === undefined) throw new Error(`there is no ${service}`);
  return id;
}

/** The rows that a service finds, and one more for the next time. */
async function rows(service = "store"): Promise<number> {
  const id = await containerOf(service);
  const count = await engine.run(id, [
    "sh",
    "-c",
    "touch /data/rows; wc -l < /data/rows; echo row >> /data/rows",
  ]);
  return Number(count);
}

/** Name on the engine of the volume that a service has. */
async function mounted(service = "store"): Promise<string | undefined> {
  const { Mounts } = await engine.inspect(await containerOf(service));
  return Mounts.find(({ Destination }) => Destination === "/data")?.Name;
}

describe("a volume on Docker", () => {
  it("stays what it is where an older version named it, and has no row less", async () => {
    // That version let Pulumi make the names up.
    await project.edit(CREATE_VOLUME, NAMED, "labels");
    await bring({});
    const name = await mounted();
    expect(name).toMatch(/^keeper-data-volume-[0-9a-f]{7}$/);
    expect(await rows()).toBe(0);
    await project.edit(CREATE_VOLUME, "{ labels", `{ ${NAMED}`);
    await bring({});
    expect([await mounted(), await rows()]).toEqual([name, 1]);
  });

  it("is told of before it is left behind by a new name, with what was probably meant", async () => {
    await change({ volumes: "files: {}", mounted: "files" });
    const told = await project.pulumi(["preview"]);
    expect(told.code).toBe(0);
    expect(told.output).toMatch(
      /volumes\.data: the volume \S+ \(\d+ B, 1 minute old\) is left behind: .*\n.*Did you mean files\? .*renamedFrom: "data"/,
    );
    await project.set("protectData", "true");
    const refused = await project.pulumi(["up", "--yes", "--skip-preview"]);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toMatch(/nothing was changed/);
  });

  it("is found under a new name that says what it was", async () => {
    const name = await mounted();
    await bring({ volumes: 'files: { renamedFrom: "data" }', mounted: "files" });
    expect([await mounted(), await rows()]).toEqual([name, 2]);
    await bring({ volumes: 'data: { renamedFrom: "files" }' });
    expect([await mounted(), await rows()]).toEqual([name, 3]);
  });

  it("refuses a former name that there never was", async () => {
    await change({ volumes: 'data: {}, other: { renamedFrom: "datta" }' });
    const { code, output } = await project.pulumi(["preview"]);
    expect(code).not.toBe(0);
    expect(output).toMatch(
      /volumes\.other\.renamedFrom: there is no volume datta .*\n\s+did you mean data\?/,
    );
  });

  it("goes with its service to a new name", async () => {
    await bring({ service: "vault" });
    expect(await rows("vault")).toBe(4);
    await bring({});
    expect(await rows()).toBe(5);
  });

  it("is there again when it was taken out and put back", async () => {
    await project.set("protectData", "false");
    await bring({ volumes: "", mounted: "" });
    await bring({});
    expect(await rows()).toBe(6);
  });

  it("stays where the stack is destroyed, which says so, and is taken by the next update", async () => {
    const name = (await mounted()) ?? "";
    const { code, output } = await project.pulumi(["destroy", "--yes", "--skip-preview"]);
    expect(code).toBe(0);
    expect(output).toContain(`Kept with all data: the volume ${name}. To delete: docker volume rm ${name}`);
    await project.up();
    expect([await mounted(), await rows()]).toEqual([name, 7]);
  });

  it("is found when the state is lost", async () => {
    await project.pulumi(["stack", "rm", "--force", "--yes", "--preserve-config"]);
    for (const id of Object.values(await engine.containers()).flat()) await engine.removeByHand(id);
    await project.pulumi(["stack", "init", project.stack]);
    await project.up();
    expect(await rows()).toBe(8);
  });

  it("stays with a stack that is renamed", async () => {
    const name = await mounted();
    await project.renameStack(`${project.stack}-again`);
    stacks.push(project.stack);
    engine = new StackOnEngine(project.stack);
    await project.up();
    expect([await mounted(), await rows()]).toEqual([name, 9]);
    await project.up();
    expect([await mounted(), await rows()]).toEqual([name, 10]);
  });

  it("is not taken from another stack", async () => {
    const name = `keeper-${project.stack}_extra`;
    const labels = { "muelle.application": "other", "muelle.stack": "dev" };
    await docker.createVolume({ Name: name, Labels: labels });
    await change({ volumes: "data: {}, extra: {}" });
    const { code, output } = await project.pulumi(["preview"]);
    await docker.getVolume(name).remove();
    expect(code).not.toBe(0);
    expect(output).toContain(
      `volumes.extra: the volume ${name} is there already and belongs to the application other in the stack dev`,
    );
  });

  it("goes where that is asked for in so many words", async () => {
    await change({});
    const name = (await mounted()) ?? "";
    await project.set("deleteVolumes", "true");
    const { output } = await project.pulumi(["destroy", "--run-program", "--yes", "--skip-preview"]);
    expect(output).not.toContain("Kept with all data");
    await expect(docker.getVolume(name).inspect()).rejects.toThrow(/no such volume/);
  });
});
