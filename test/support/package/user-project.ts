import { mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ProgramResult, runProgram } from "../run-program.ts";

/** A user's project in an empty folder outside of the repository, with a Pulumi home and a state of its own. */
export class UserProject {
  readonly directory: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(directory: string, env: NodeJS.ProcessEnv) {
    this.directory = directory;
    this.#env = env;
  }

  /** Where Pulumi has installed plugins. */
  get plugins(): string {
    return join(this.#env["PULUMI_HOME"] ?? "", "plugins");
  }

  async write(file: string, content: string | object): Promise<void> {
    const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 2);
    await writeFile(resolve(this.directory, file), text);
  }

  /** Runs a program that has to succeed, and returns what it said. */
  async must(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const { code, output } = await this.run(program, args, env);
    if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with code ${code}\n${output}`);
    return output;
  }

  run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProgramResult> {
    return runProgram(program, args, {
      cwd: this.directory,
      env: { ...this.#env, ...env },
      timeout: 540_000,
    });
  }

  async remove(): Promise<void> {
    await rm(join(this.directory, ".."), { recursive: true, force: true });
  }
}

/**
 * Makes an empty project. Its Pulumi home has the plugins that the tests' own has, but not Muelle's.
 *
 * @param env - of npm
 */
export async function createUserProject(env: NodeJS.ProcessEnv): Promise<UserProject> {
  const folder = await mkdtemp(join(tmpdir(), "muelle-user-"));
  const home = join(folder, "home");
  await linkPlugins(join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "plugins"), join(home, "plugins"));
  for (const name of ["state", "project"]) await mkdir(join(folder, name));
  return new UserProject(join(folder, "project"), {
    ...env,
    PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "correct horse",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  });
}

/** Pulumi takes no notice of a link to a folder, but of a folder with links. */
async function linkPlugins(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if (name.startsWith("resource-muelle-")) continue;
    await mkdir(join(to, name));
    for (const file of await readdir(join(from, name)))
      await symlink(await realpath(join(from, name, file)), join(to, name, file));
  }
}
