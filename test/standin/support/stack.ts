import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  fromJson,
  isProperties,
  isList,
  type Properties,
} from "../../../tools/airgap/providers/kit/index.ts";
import { pluginFolder } from "./plugin.ts";

const ROOT = join(import.meta.dirname, "../../..");

function project(provider: string): string {
  return `
name: standin
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
plugins: { providers: [{ name: ${provider}, path: ${pluginFolder(provider)} }] }
`;
}

/** What a run of the CLI printed, and how it ended. */
export interface CliResult {
  readonly code: number;
  readonly output: string;
}

/** A small program in a folder of its own, brought up by the real Pulumi CLI against the stand-in. */
export class TestStack {
  readonly #folder: string;
  readonly #provider: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, provider: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#provider = provider;
    this.#env = env;
  }

  /** `env` comes on top of the environment. @throws with the remedy where there is no Pulumi CLI: these tests never skip */
  static async create(provider: string, env: NodeJS.ProcessEnv = {}): Promise<TestStack> {
    const folder = await mkdtemp(join(tmpdir(), "muelle-standin-"));
    await mkdir(join(folder, "state"));
    await writeFile(join(folder, "Pulumi.yaml"), project(provider));
    await writeFile(join(folder, "package.json"), '{"type": "module"}');
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const stack = new TestStack(folder, provider, env);
    const { code, output } = await stack.run("stack", "init", "test");
    if (code !== 0)
      throw new Error(`\`pulumi stack init\` failed; get the CLI with \`npm run setup\`:\n${output}`);
    return stack;
  }

  /** Sets the program's source. */
  async program(source: string): Promise<void> {
    const name = this.#provider;
    const imports = `import * as ${name} from "@pulumi/${name}";\nimport * as pulumi from "@pulumi/pulumi";\n`;
    await writeFile(join(this.#folder, "index.ts"), imports + source);
  }

  /** How the CLI is started: for a test that does more than wait for its end. */
  invocation(...args: readonly string[]) {
    const env = {
      ...process.env,
      ...this.#env,
      PATH: `${join(ROOT, "node_modules/.bin")}:${process.env.PATH ?? ""}`,
      PULUMI_HOME: join(this.#folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "for this test only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
    return { command: "pulumi", args: [...args, "--non-interactive"], options: { cwd: this.#folder, env } };
  }

  /** Runs the CLI and returns how it ended. */
  async run(...given: readonly string[]): Promise<CliResult> {
    const { command, args, options } = this.invocation(...given);
    try {
      const { stdout, stderr } = await promisify(execFile)(command, args, {
        ...options,
        maxBuffer: 64 * 1024 * 1024,
      });
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      if (!(error instanceof Error) || !("stdout" in error) || !("stderr" in error)) throw error;
      const code = "code" in error && typeof error.code === "number" ? error.code : 1;
      return { code, output: `${String(error.stdout)}${String(error.stderr)}${error.message}` };
    }
  }

  /** Runs the CLI. @throws with its output where it fails */
  async must(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`\`pulumi ${args.join(" ")}\` ended with ${code}:\n${output}`);
    return output;
  }

  async up(): Promise<string> {
    return this.must("up", "--yes", "--skip-preview");
  }

  async output(name: string): Promise<string> {
    return (await this.must("stack", "output", name)).trim();
  }

  /** The state file as it is written. */
  async stateText(): Promise<string> {
    return readFile(join(this.#folder, "state/.pulumi/stacks/standin/test.json"), "utf8");
  }

  /** The resource of that name in the state. */
  async resource(name: string): Promise<Properties> {
    const file = fromJson(await this.stateText());
    const checkpoint = isProperties(file) ? file.checkpoint : undefined;
    const latest = isProperties(checkpoint) ? checkpoint.latest : undefined;
    const resources = isProperties(latest) ? latest.resources : undefined;
    const found = (isList(resources) ? resources : []).find(
      (entry) => isProperties(entry) && typeof entry.urn === "string" && entry.urn.endsWith(`::${name}`),
    );
    if (!isProperties(found)) throw new Error(`the state holds no resource ${name}`);
    return found;
  }

  /** Destroys what is there and removes the folder; for the end of a test file, after failures too. */
  async remove(): Promise<void> {
    await this.run("destroy", "--yes", "--skip-preview");
    await rm(this.#folder, { recursive: true, force: true });
  }
}
