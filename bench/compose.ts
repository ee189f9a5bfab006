import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApplicationModel } from "../components/index.ts";
import { freePort } from "../test/support/project.ts";
import { runProgram } from "../test/support/run-program.ts";
import { composeFile, type ComposeSurroundings } from "./compose-file.ts";
import type { System } from "./system.ts";

/** nginx as people usually put it in front of replicas. */
const NGINX = `upstream web { server web:8000; }
server { listen 80; location / { proxy_pass http://web; client_max_body_size 16m; } }
`;

/** Docker Compose with the same images. */
export class Compose implements System {
  readonly name = "compose";
  /** Port on this machine for nginx. */
  readonly port: number;
  readonly #directory: string;
  readonly #project: string;
  readonly #application: ApplicationModel;
  readonly #surroundings: ComposeSurroundings;

  private constructor(directory: string, application: ApplicationModel, surroundings: ComposeSurroundings) {
    this.#project = `muelle-bench-${this.name}-${process.pid}`;
    this.#directory = directory;
    this.#application = application;
    this.#surroundings = surroundings;
    this.port = surroundings.port;
  }

  static async create(
    application: ApplicationModel,
    images: Readonly<Record<string, string>>,
    secrets: Readonly<Record<string, string>>,
  ): Promise<Compose> {
    const directory = await mkdtemp(join(tmpdir(), "muelle-bench-compose-"));
    const busybox = join(directory, "busybox");
    const copy =
      'id=$(docker create busybox:1.37-musl) && docker cp -q "$id:/bin/busybox" "$0"; docker rm "$id"';
    await must("sh", ["-c", copy.replace(" -q", ""), busybox], directory);
    const nginxConfiguration = join(directory, "default.conf");
    await writeFile(nginxConfiguration, NGINX);
    const files = await Promise.all(
      Object.entries(secrets).map(async ([name, value]) => {
        const file = join(directory, name);
        await writeFile(file, value, { mode: 0o444 });
        return [name, file] as const;
      }),
    );
    const surroundings = {
      images,
      port: await freePort(),
      busybox,
      nginxConfiguration,
      secrets: Object.fromEntries(files),
    };
    const compose = new Compose(directory, application, surroundings);
    await compose.#write(application);
    return compose;
  }

  /** Changes a variable of the service that nginx leads to, and brings it up. */
  async change(name: string, value: string): Promise<void> {
    const services = this.#application.services.map((service) =>
      service.route === undefined
        ? service
        : { ...service, environment: { ...service.environment, [name]: { type: "value" as const, value } } },
    );
    await this.#write({ ...this.#application, services });
    await this.#compose("up", "--detach", "--wait");
  }

  first(): Promise<void> {
    return this.#compose("up", "--detach", "--wait");
  }

  unchanged(): Promise<void> {
    return this.#compose("up", "--detach", "--wait");
  }

  scale(): Promise<void> {
    return this.#compose("up", "--detach", "--wait", "--scale", "worker=10");
  }

  destroy(): Promise<void> {
    return this.#compose("down", "--volumes");
  }

  async remove(): Promise<void> {
    await this.destroy();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #write(application: ApplicationModel): Promise<void> {
    return writeFile(join(this.#directory, "compose.yaml"), composeFile(application, this.#surroundings));
  }

  #compose(...args: string[]): Promise<void> {
    return must("docker", ["compose", "--project-name", this.#project, ...args], this.#directory);
  }
}

async function must(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runProgram(program, args, { cwd });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} failed\n${output}`);
}
