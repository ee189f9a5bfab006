import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runnablePacks } from "../../../../airgap/pulumi/policy-packs.ts";

let root: string;
let cache: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "muelle-policy-packs-"));
  cache = join(root, "cache");
  await mkdir(join(root, "policies"));
  await writeFile(join(root, "policies", "PulumiPolicy.yaml"), "description: ours\nruntime: nodejs\n");
  await writeFile(join(root, "policies", "main.mjs"), "export {};\n");
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe("runnablePacks", () => {
  const context = () => ({ root, folders: { cache, config: join(root, "config") } });

  it("makes nothing where no packs are asked for", async () => {
    expect(await runnablePacks([], context())).toEqual({ packs: {}, path: [] });
  });

  it("has a twin for each pack, which runs a program that is on the PATH", async () => {
    const { packs, path } = await runnablePacks(["policies"], context());
    const { policies: folder = "", ...others } = packs;
    expect(others).toEqual({});
    expect(parse(await readFile(join(folder, "PulumiPolicy.yaml"), "utf8"))).toEqual({
      description: "ours",
      runtime: "muelle",
    });
    expect(await readFile(join(folder, "main.mjs"), "utf8")).toBe("export {};\n");
    const [bin = ""] = path;
    expect((await stat(join(bin, "pulumi-analyzer-policy-muelle"))).mode & 0o111).not.toBe(0);
  });

  it("leaves it to Pulumi to say that there is no such pack", async () => {
    const { packs } = await runnablePacks(["rules"], context());
    expect(packs).toEqual({ rules: join(root, "rules") });
  });
});
