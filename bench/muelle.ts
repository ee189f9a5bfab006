import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { createProject, type Project } from "../test/support/project.ts";
import { runProgram } from "../test/support/run-program.ts";
import { type Manifest, manifestsOf } from "./manifests.ts";
import type { System } from "./system.ts";

/** Muelle in a copy of the project, by a plain `pulumi` as `npm run shell-env` sets it up. */
export class Muelle implements System {
  readonly name = "muelle";
  readonly project: Project;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(project: Project, env: NodeJS.ProcessEnv) {
    this.project = project;
    this.#env = env;
  }

  static async create(
    application: string,
    secrets: Readonly<Record<string, string>>,
    platform: "docker" | "kubernetes" = "docker",
  ): Promise<Muelle> {
    const project = await createProject("bench", application, secrets, platform);
    const script = 'eval "$(npm run -s shell-env)" && env > .muelle/bench.env';
    const { code, output } = await runProgram("bash", ["-c", script], { cwd: project.directory });
    if (code !== 0) throw new Error(`the environment of the copy could not be had\n${output}`);
    const env = parseEnv(await readFile(join(project.directory, ".muelle", "bench.env"), "utf8"));
    return new Muelle(project, { ...process.env, ...env });
  }

  first(): Promise<void> {
    return this.up();
  }

  unchanged(): Promise<void> {
    return this.up();
  }

  async scale(): Promise<void> {
    const config = ["--config-path", "--config", "muelle:services.worker.replicas=10"];
    await this.#pulumi(["up", "--yes", "--skip-preview", ...config]);
  }

  async destroy(): Promise<void> {
    await this.#pulumi(["destroy", "--yes", "--skip-preview"]);
  }

  /** Undoes what `scale` set. */
  async reset(): Promise<void> {
    await this.#pulumi(["config", "rm", "--path", "muelle:services.worker"]);
  }

  async up(): Promise<void> {
    await this.#pulumi(["up", "--yes", "--skip-preview"]);
  }

  async preview(): Promise<void> {
    await this.#pulumi(["preview"]);
  }

  /** References of the images by service, as the stack tells them. */
  async images(): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await this.#pulumi(["stack", "output", "images", "--json"])) as Record<string, string>;
  }

  /** The objects that the stack made on the cluster, secrets in clear. */
  async manifests(): Promise<readonly Manifest[]> {
    return manifestsOf(JSON.parse(await this.#pulumi(["stack", "export", "--show-secrets"])));
  }

  async #pulumi(args: readonly string[]): Promise<string> {
    const all = [...args, "--stack", this.project.stack, "--non-interactive"];
    const { code, output } = await runProgram("pulumi", all, { cwd: this.project.directory, env: this.#env });
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed\n${output}`);
    return output;
  }
}
