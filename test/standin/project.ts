import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { docker, type Ended, run, succeed } from "./run.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const PASSPHRASE = "only for this test";

/** A Pulumi project of its own, on the stand-in and a state that goes with it. */
export interface Project {
  readonly root: string;
  /** Writes a file below the project. */
  write(path: string, content: string): void;
  /** Runs `pulumi` with these arguments in the project. */
  pulumi(...args: readonly string[]): Promise<Ended>;
  /** `pulumi up` that must succeed; returns what it printed. */
  up(...args: readonly string[]): Promise<string>;
  /** The stack's outputs, secrets in clear. */
  outputs(): Promise<Readonly<Record<string, unknown>>>;
  /** The state as it lies on the disk, as text. */
  state(): Promise<string>;
}

/** What a program starts with; `settings` is what the test wrote to settings.json. */
const PREAMBLE = `
import * as pulumi from "@pulumi/pulumi";
import { Image } from "@pulumi/docker-build";
import { readFileSync } from "node:fs";
import { ImageBuild } from ${JSON.stringify(pathToFileURL(join(ROOT, "components/image/index.ts")).href)};
`;

/** Makes a project whose program is `program`; `repository` names the images that go when the test ends. */
export async function project(repository: string, program: string): Promise<Project> {
  const root = mkdtempSync(join(tmpdir(), "muelle-standin-"));
  const env = {
    PULUMI_HOME: join(root, ".home"),
    PULUMI_BACKEND_URL: `file://${join(root, ".state")}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_COMMANDS: "true",
  };
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  onTestFinished(async () => {
    rmSync(root, { recursive: true, force: true });
    await removeImages(repository);
  });
  mkdirSync(join(root, ".state"));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  write("package.json", JSON.stringify({ name: "standin", type: "module" }));
  write("index.ts", `${PREAMBLE}${program}`);
  write("Pulumi.yaml", projectFile());
  await succeed("pulumi", ["stack", "init", "dev", "--non-interactive"], { cwd: root, env });

  const pulumi = (...args: readonly string[]): Promise<Ended> =>
    run("pulumi", [...args, "--non-interactive", "--stack", "dev"], { cwd: root, env });
  return {
    root,
    write,
    pulumi,
    up: async (...args) => {
      const ended = await pulumi("up", "--yes", "--skip-preview", ...args);
      if (ended.code === 0) return ended.output;
      throw new Error(`pulumi up failed:\n${ended.output}`);
    },
    outputs: async () => {
      const ended = await pulumi("stack", "output", "--json", "--show-secrets");
      return JSON.parse(ended.stdout) as Readonly<Record<string, unknown>>;
    },
    state: async () => (await pulumi("stack", "export")).stdout,
  };
}

function projectFile(): string {
  return JSON.stringify({
    name: "standin",
    runtime: { name: "nodejs", options: { typescript: false } },
    main: "index.ts",
    plugins: {
      providers: [{ name: "docker-build", path: join(ROOT, "airgap/providers/docker-build") }],
    },
  });
}

/** Those of the repository, and those that lost their name to a newer one but carry the test's label. */
async function removeImages(repository: string): Promise<void> {
  const filters = [`reference=${repository}`, `label=muelle.test=${repository}`];
  for (const filter of filters) {
    const listed = await docker("image", "ls", "--quiet", "--filter", filter);
    const ids = [...new Set(listed.split("\n").filter((id) => id !== ""))];
    if (ids.length > 0) await docker("image", "rm", "--force", ...ids);
  }
}
