import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runnablePacks } from "../../../airgap/policy-packs.ts";

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
  it("leaves a command without packs as it is", async () => {
    const env = { PATH: "/bin" };
    expect(await runnablePacks(["preview", "-s", "dev"], { root, cache, env })).toEqual({
      args: ["preview", "-s", "dev"],
      env,
    });
  });

  it.each([
    ["two arguments", ["--policy-pack", "policies"]],
    ["one argument", ["--policy-pack=policies"]],
  ])(
    "puts a twin in the place of a pack in %s, which runs a program that is on the PATH",
    async (_, args) => {
      const given = { root, cache, env: { PATH: "/bin" } };
      const { args: rewritten, env } = await runnablePacks(["preview", ...args, "-s", "dev"], given);
      const folder = rewritten.slice(1, -2).join("=").split("=").at(-1) ?? "";
      expect([rewritten[0], ...rewritten.slice(-2)]).toEqual(["preview", "-s", "dev"]);
      expect(parse(await readFile(join(folder, "PulumiPolicy.yaml"), "utf8"))).toEqual({
        description: "ours",
        runtime: "muelle",
      });
      expect(await readFile(join(folder, "main.mjs"), "utf8")).toBe("export {};\n");
      const [bin = ""] = env["PATH"]?.split(delimiter) ?? [];
      expect((await stat(join(bin, "pulumi-analyzer-policy-muelle"))).mode & 0o111).not.toBe(0);
    },
  );

  it("leaves it to Pulumi to say that there is no such pack", async () => {
    const { args } = await runnablePacks(["preview", "--policy-pack", "rules"], { root, cache, env: {} });
    expect(args).toEqual(["preview", "--policy-pack", join(root, "rules")]);
  });
});
