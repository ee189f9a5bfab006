import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPackage } from "../../../tools/package/build.ts";
import { packPackage } from "../../../tools/package/pack.ts";
import { eventually } from "../../support/eventually.ts";
import { type NpmRegistry, startNpmRegistry } from "../../support/package/npm-registry.ts";
import {
  COMMONJS_TEST,
  COMMONJS_TYPES,
  shopProgram,
  ESM_TEST,
  LIBRARY_TIME,
  PULUMI_YAML,
  SDK_TIME,
  TSCONFIG,
} from "../../support/package/programs.ts";
import { createUserProject, type UserProject } from "../../support/package/user-project.ts";
import { freePort } from "../../support/project.ts";
import { runProgram } from "../../support/run-program.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

let registry: NpmRegistry;
let project: UserProject;
let tarball: string;
let port: number;

/** Runs one of the repository's own tools. */
async function tool(path: string, args: readonly string[]): Promise<string> {
  const script = join(ROOT, "node_modules", path);
  const { code, output } = await runProgram(process.execPath, [script, ...args], { cwd: ROOT });
  expect(code, output).toBe(0);
  return output;
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(
    await readFile(join(project.directory, "node_modules/muelle/package.json"), "utf8"),
  ) as Manifest;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

beforeAll(async () => {
  const dist = await buildPackage(ROOT);
  tarball = await packPackage(dist, join(ROOT, "dist"));
  registry = await startNpmRegistry();
  project = await createUserProject(registry.env);
  port = await freePort();
  await project.must("npm", ["publish", tarball]);
  await project.write("package.json", { private: true, type: "module" });
  await project.write("Pulumi.yaml", PULUMI_YAML);
  await project.write("shop.ts", shopProgram(port));
  const packages = [
    "muelle",
    "@pulumi/docker",
    "@pulumi/kubernetes",
    "@pulumi/kubernetes-ingress-nginx",
    "@types/node",
    "typescript@6",
  ];
  await project.must("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...packages]);
});

afterAll(async () => {
  await registry.stop();
  await project.remove();
});

describe("the npm package", () => {
  it("is what publint and Are The Types Wrong call clean", async () => {
    expect(await tool("publint/src/cli.js", ["run", "dist", "--strict"])).toContain("All good!");
    // What it says of CommonJS is older than Node's require() of ES modules, which is tried below.
    await tool("@arethetypeswrong/cli/dist/index.js", [tarball, "--profile", "esm-only"]);
  });

  it("is small, pins nothing and brings no Node", async () => {
    const { dependencies, peerDependencies } = await manifest();
    const ranges = Object.entries({ ...dependencies, ...peerDependencies });
    expect(ranges.filter(([, range]) => !/^[\^~]\d/.test(range))).toEqual([]);
    expect(Object.keys(dependencies)).not.toContain("node");
    const { length } = await readFile(tarball);
    process.stdout.write(`The package has ${Math.round(length / 1000)} kB.\n`);
    expect(length).toBeLessThan(1_000_000);
  });

  it("has types that a strict program is checked with, dependencies included", async () => {
    await project.write("tsconfig.json", TSCONFIG);
    await project.write("all.cts", COMMONJS_TYPES);
    await project.must("npx", ["tsc", "--project", "."]);
  });

  it("tests a user's program in a few lines, without an engine", async () => {
    await project.write("shop.test.mjs", ESM_TEST);
    await project.must("node", ["shop.test.mjs"], { DOCKER_HOST: "tcp://127.0.0.1:9" });
  });

  it("is required by programs that are CommonJS", async () => {
    await project.write("shop.test.cjs", COMMONJS_TEST);
    expect(await project.must("node", ["shop.test.cjs"])).toContain("required and tested");
  });

  it("has a command", async () => {
    expect(await project.must("npx", ["--no-install", "muelle", "--help"])).toContain("Usage: muelle");
  });

  it("costs at most 0.3 s more to load than Pulumi's SDKs, an application of 20 services included", async () => {
    await project.write("sdks.mjs", SDK_TIME);
    await project.write("library.mjs", LIBRARY_TIME);
    const [sdks, library]: [number[], number[]] = [[], []];
    // By turns, so that what else the machine does falls on both.
    for (let round = 0; round < 7; round++) {
      sdks.push(Number(await project.must("node", ["sdks.mjs"])));
      library.push(Number(await project.must("node", ["library.mjs"])));
    }
    const more = median(library) - median(sdks);
    process.stdout.write(`Loading Muelle costs ${Math.round(more)} ms more than loading Pulumi's SDKs.\n`);
    expect(more).toBeLessThan(300);
  });

  it("has a policy pack that Node loads", async () => {
    await project.must("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "@pulumi/policy"]);
    const { output } = await project.run("node", ["node_modules/muelle/policies/main.mjs"]);
    // Nobody but Pulumi starts it for real, and so it asks for what Pulumi would have given it.
    expect(output).not.toContain("ERR_MODULE_NOT_FOUND");
    expect(output).not.toContain("SyntaxError");
  });
});

describe("a program that has the package from npm", () => {
  const inStack = ["--non-interactive", "--stack", "dev"];

  beforeAll(async () => {
    await project.must("pulumi", ["stack", "init", "dev"]);
  });

  afterAll(async () => {
    await project.must("pulumi", ["destroy", "--yes", "--skip-preview", ...inStack]);
  });

  it("comes up without anybody having installed the plugin, and is unchanged afterwards", async () => {
    await project.must("pulumi", ["up", "--yes", "--skip-preview", ...inStack]);
    const answer = await eventually(async () => (await fetch(`http://127.0.0.1:${port}/`)).text());
    expect(answer).toBe("fresh bread\n");
    expect(await project.must("pulumi", ["preview", "--expect-no-changes", ...inStack])).toContain(
      "unchanged",
    );
  });

  it("finds the plugin again where another project's was removed", async () => {
    const { version } = await manifest();
    const launcher = join(project.plugins, `resource-muelle-v${version}`, "pulumi-resource-muelle");
    const before = await readFile(launcher, "utf8");
    const gone = before.replaceAll(project.directory, "/nowhere");
    await rm(launcher);
    await mkdir(join(launcher, ".."), { recursive: true });
    await project.write(launcher, gone);
    await project.must("pulumi", ["preview", "--expect-no-changes", ...inStack]);
    expect(await readFile(launcher, "utf8")).toBe(before);
  });

  it("is told at preview when Pulumi takes a plugin of another version", async () => {
    const { version } = await manifest();
    // The folder of a plugin decides what it says of itself.
    await project.must("cp", ["-r", "node_modules/muelle", "other"]);
    const other = { name: "muelle", version: "9.9.9", type: "module" };
    await project.write("other/package.json", other);
    await project.write(
      "Pulumi.yaml",
      `${PULUMI_YAML}plugins:\n  providers:\n    - name: muelle\n      path: other/provider\n`,
    );
    const { code, output } = await project.run("pulumi", ["preview", ...inStack]);
    await project.write("Pulumi.yaml", PULUMI_YAML);
    expect(code).not.toBe(0);
    expect(output).toContain(
      `the program's npm package muelle is of version ${version}, and the plugin muelle that Pulumi found is of version 9.9.9`,
    );
  });
});
