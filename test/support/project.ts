import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ProgramResult, runProgram } from "./run-program.ts";
import { StackSettings } from "./stack-settings.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** A copy of the project with a stack of its own, as a user would have it in a clone. */
export interface Project {
  readonly directory: string;
  readonly stack: string;
  /** Port on this machine for the stack's routes; free when it was chosen. */
  readonly port: number;
  /** `npm run -s pulumi -- ARGS --stack STACK`. */
  pulumi(
    args: readonly string[],
    options?: { readonly input?: string; readonly env?: NodeJS.ProcessEnv },
  ): Promise<ProgramResult>;
  /** `pulumi up` that has to succeed. */
  up(...args: string[]): Promise<string>;
  /** As `pulumi config set --path muelle:KEY VALUE` does. */
  set(key: string, value: string): Promise<void>;
  /** As `pulumi config rm --path muelle:KEY` does. */
  unset(key: string): Promise<void>;
  /** Reads a file below the copy. */
  read(file: string): Promise<string>;
  /** Writes a file below the copy. */
  write(file: string, text: string): Promise<void>;
  /** Replaces the first place in a file below the copy; there has to be one. */
  edit(file: string, from: string | RegExp, to: string): Promise<void>;
  /** `pulumi stack rename`; from then on, `stack` is the new name. */
  renameStack(name: string): Promise<void>;
  /** Destroys the stack and removes the copy. */
  remove(): Promise<void>;
}

/**
 * Copies what git knows of the project, with changes that are not committed yet, makes a stack and sets its secrets.
 * @param name - part of the stack's name, so that leftovers tell where they come from
 * @param application - folder below applications/, or below test/e2e/applications/
 * @param platform - where the stack runs
 */
export async function createProject(
  name: string,
  application: string,
  secrets: Readonly<Record<string, string>> = {},
  platform: "docker" | "kubernetes" = "docker",
): Promise<Project> {
  const directory = await mkdtemp(join(tmpdir(), `muelle-${name}-`));
  await copyProject(directory);
  await copyTestApplication(directory, application);
  const stack = `${name}-${process.pid}`;
  const port = await freePort();
  const project = new CopiedProject(directory, stack, port);
  await project.set("platform", platform);
  await project.set("application", application);
  await project.set("port", String(port));
  // What a test leaves behind nobody wants to keep.
  await project.set("deleteVolumes", "true");
  await project.must(["stack", "init", stack], { stackOption: false });
  for (const [key, value] of Object.entries(secrets))
    await project.must(["config", "set", "--secret", "--path", `muelle:secrets.${key}`], { input: value });
  return project;
}

class CopiedProject implements Project {
  readonly directory: string;
  stack: string;
  readonly port: number;
  #settings: StackSettings;

  constructor(directory: string, stack: string, port: number) {
    this.directory = directory;
    this.stack = stack;
    this.port = port;
    this.#settings = new StackSettings(join(directory, `Pulumi.${stack}.yaml`));
  }

  pulumi(
    args: readonly string[],
    options: {
      readonly input?: string;
      readonly env?: NodeJS.ProcessEnv;
      readonly stackOption?: boolean;
    } = {},
  ): Promise<ProgramResult> {
    const { input, env = process.env, stackOption = true } = options;
    const stack = stackOption ? ["--stack", this.stack] : [];
    return runProgram("npm", ["run", "-s", "pulumi", "--", ...args, ...stack, "--non-interactive"], {
      cwd: this.directory,
      env,
      ...(input === undefined ? {} : { input }),
    });
  }

  async must(
    args: readonly string[],
    options: { readonly input?: string; readonly stackOption?: boolean } = {},
  ): Promise<string> {
    const { code, output } = await this.pulumi(args, options);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with code ${code}\n${output}`);
    return output;
  }

  up(...args: string[]): Promise<string> {
    return this.must(["up", "--yes", "--skip-preview", ...args]);
  }

  set(key: string, value: string): Promise<void> {
    return this.#settings.set(key, value);
  }

  unset(key: string): Promise<void> {
    return this.#settings.unset(key);
  }

  read(file: string): Promise<string> {
    return readFile(join(this.directory, file), "utf8");
  }

  async write(file: string, text: string): Promise<void> {
    await writeFile(join(this.directory, file), text);
  }

  async edit(file: string, from: string | RegExp, to: string): Promise<void> {
    const before = await this.read(file);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file}: there is nothing to replace by ${to}`);
    await this.write(file, after);
  }

  async renameStack(name: string): Promise<void> {
    await this.must(["stack", "rename", name]);
    this.stack = name;
    this.#settings = new StackSettings(join(this.directory, `Pulumi.${name}.yaml`));
  }

  async remove(): Promise<void> {
    try {
      await this.must(["destroy", "--yes", "--skip-preview"]);
    } finally {
      await rm(this.directory, { recursive: true, force: true });
    }
  }
}

async function copyProject(directory: string): Promise<void> {
  const listed = await runProgram(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"],
    {
      cwd: ROOT,
    },
  );
  if (listed.code !== 0) throw new Error(`git cannot list the project's files\n${listed.output}`);
  for (const file of listed.output.split("\n").filter((line) => line !== "")) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    // A file that was deleted and not committed yet is listed all the same.
    await cp(join(ROOT, file), join(directory, file), { errorOnExist: true }).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    });
  }
  await symlink(join(ROOT, "node_modules"), join(directory, "node_modules"));
}

async function copyTestApplication(directory: string, application: string): Promise<void> {
  const source = join(import.meta.dirname, "..", "e2e", "applications", application);
  await cp(source, join(directory, "applications", application), { recursive: true }).catch(
    (error: unknown) => {
      // One of the project's own applications.
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    },
  );
}

/** A port of this machine that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address !== null) resolve(address.port);
        else reject(new Error("the system gave no port"));
      });
    });
  });
}
