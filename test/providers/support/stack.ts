import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, type ProgramResult } from "../../support/run-program.ts";

const ROOT = join(import.meta.dirname, "../../..");

const PROJECT = `
name: providers
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
`;

/** A resource as the state keeps it. */
export interface StateResource {
  readonly urn: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

/**
 * A small program in a folder of its own with a state of its own, brought up by the Pulumi CLI and the provider that
 * the environment has.
 */
export class TestStack {
  readonly #folder: string;
  readonly #sdk: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string, sdk: string, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#sdk = sdk;
    this.#env = env;
  }

  /** `env` comes on top of the environment. @throws with the remedy where there is no Pulumi CLI: these tests never skip */
  static async create(sdk: "docker" | "kubernetes", env: NodeJS.ProcessEnv = {}): Promise<TestStack> {
    const folder = await mkdtemp(join(tmpdir(), "muelle-providers-"));
    await mkdir(join(folder, "state"));
    await writeFile(join(folder, "Pulumi.yaml"), PROJECT);
    await writeFile(join(folder, "package.json"), '{"type": "module"}');
    await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const stack = new TestStack(folder, sdk, env);
    // Not selected: that would be noted in the user's Pulumi home.
    const init = ["stack", "init", "test", "--no-select", "--non-interactive"];
    const { code, output } = await runProgram("pulumi", init, stack.#options);
    if (code !== 0)
      throw new Error(`\`pulumi stack init\` failed; get the CLI with \`npm run setup\`:\n${output}`);
    return stack;
  }

  /** Sets the program's source, which finds the SDK under its name, and `pulumi`. */
  async program(source: string): Promise<void> {
    const imports = [this.#sdk, "pulumi"].map((name) => `import * as ${name} from "@pulumi/${name}";\n`);
    await writeFile(join(this.#folder, "index.ts"), imports.join("") + source);
  }

  /** How the CLI is started: for a test that does more than wait for its end. */
  invocation(...args: readonly string[]) {
    return {
      command: "pulumi",
      args: [...args, "--stack", "test", "--non-interactive"],
      options: this.#options,
    };
  }

  get #options() {
    const env = {
      ...process.env,
      ...this.#env,
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "for this test only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
    return { cwd: this.#folder, env };
  }

  /** Runs the CLI and returns how it ended. */
  run(...given: readonly string[]): Promise<ProgramResult> {
    const { command, args, options } = this.invocation(...given);
    return runProgram(command, args, options);
  }

  /** Runs the CLI. @throws with its output where it fails */
  async must(...args: readonly string[]): Promise<string> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`\`pulumi ${args.join(" ")}\` ended with ${code}:\n${output}`);
    return output;
  }

  /** Sets the program, where one is given, and brings it up. */
  async up(source?: string): Promise<string> {
    if (source !== undefined) await this.program(source);
    return this.must("up", "--yes", "--skip-preview");
  }

  /** What an update that has to fail says. */
  async failedUp(source: string): Promise<string> {
    await this.program(source);
    const { code, output } = await this.run("up", "--yes", "--skip-preview");
    if (code === 0) throw new Error(`the update did not fail:\n${output}`);
    return output;
  }

  /** Fails with what would change, where anything would: by the state, and by what there really is. */
  async mustBeUnchanged(): Promise<void> {
    await this.must("preview", "--diff", "--expect-no-changes");
    await this.must("preview", "--diff", "--expect-no-changes", "--refresh");
  }

  /** The outputs that the program exports. */
  async outputs(): Promise<Readonly<Record<string, string>>> {
    const { code, stdout, output } = await this.run("stack", "output", "--json", "--show-secrets");
    if (code !== 0) throw new Error(`the stack's outputs cannot be read:\n${output}`);
    return JSON.parse(stdout) as Record<string, string>;
  }

  /** The state file as it is written. */
  stateText(): Promise<string> {
    return readFile(join(this.#folder, "state/.pulumi/stacks/providers/test.json"), "utf8");
  }

  /** The resource of that name in the state. */
  async resource(name: string): Promise<StateResource> {
    const file = JSON.parse(await this.stateText()) as {
      checkpoint: { latest: { resources?: readonly StateResource[] } };
    };
    const found = file.checkpoint.latest.resources?.find(({ urn }) => urn.endsWith(`::${name}`));
    if (found === undefined) throw new Error(`the state holds no resource ${name}`);
    return found;
  }

  /** Destroys what is there and removes the folder; for the end of a test file, after failures too. */
  async remove(): Promise<void> {
    await this.run("destroy", "--yes", "--skip-preview");
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** The names of the properties that the state holds encrypted, whole or in part. */
export function encryptedIn(properties: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(properties)
    .filter(([, value]) => JSON.stringify(value).includes('"ciphertext"'))
    .map(([name]) => name)
    .sort();
}
