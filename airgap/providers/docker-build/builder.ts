import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildCommand } from "./build-command.ts";
import { BuildLog } from "./build-log.ts";
import { dockerConfigFolder, findBuildx } from "./buildx.ts";
import type { ImageInputs } from "./image-fields.ts";
import { loggedIn, type Registry } from "./registry-login.ts";

/** What a build shows while it runs, and what can stop it. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Takes a step or a line of its output. */
  show(line: string): void;
}

/** What builds images, and knows registries. */
export interface ImageBuilder {
  /**
   * Builds an image and returns its digest; empty where nothing was exported.
   * @throws with the failing step, its last lines of output and its error
   */
  build(inputs: ImageInputs, watch: Watch): Promise<string>;
  /** Whether a registry still has an image. @throws where it cannot be asked */
  isPushed(reference: string, registries: readonly Registry[], watch: Watch): Promise<boolean>;
}

/** Buildx with the provider's configuration. */
export class Builder implements ImageBuilder {
  readonly #buildx: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #registries: readonly Registry[];

  /** @throws where there is no buildx */
  constructor(host: string | undefined, registries: readonly Registry[]) {
    this.#buildx = findBuildx();
    this.#env = host === undefined ? {} : { DOCKER_HOST: host };
    this.#registries = registries;
  }

  async build(inputs: ImageInputs, watch: Watch): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "muelle-build-"));
    try {
      const metadata = join(folder, "metadata.json");
      const { args, env, stdin } = buildCommand(inputs, metadata);
      const log = new BuildLog(Object.values(inputs.secrets ?? {}));
      const code = await this.#withAccounts(inputs.registries ?? [], (login) =>
        this.#run(args, { ...env, ...login }, stdin, watch, (line) => {
          for (const shown of log.read(line)) watch.show(shown);
        }),
      );
      if (code !== 0) throw new Error(watch.signal.aborted ? "the build was interrupted" : log.failure());
      return digestOf(readFileSync(metadata, "utf8"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async isPushed(reference: string, registries: readonly Registry[], watch: Watch): Promise<boolean> {
    const said: string[] = [];
    const args = ["imagetools", "inspect", "--raw", reference];
    const code = await this.#withAccounts(registries, (login) =>
      this.#run(args, login, undefined, watch, (line) => {
        said.push(line);
      }),
    );
    if (code === 0) return true;
    const reason = said.join("\n").trim();
    if (/not found|manifest unknown|name unknown/i.test(reason)) return false;
    throw new Error(reason);
  }

  #withAccounts<T>(
    more: readonly Registry[],
    work: (env: Readonly<Record<string, string>>) => Promise<T>,
  ): Promise<T> {
    return loggedIn([...this.#registries, ...more], dockerConfigFolder(), work);
  }

  /** Runs buildx to its end and returns its exit code; whatever it says on stderr goes to `read` line by line. */
  #run(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    stdin: string | undefined,
    watch: Watch,
    read: (line: string) => void,
  ): Promise<number | null> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.#buildx, args, {
        env: { ...process.env, ...this.#env, ...env },
        stdio: [stdin === undefined ? "ignore" : "pipe", "ignore", "pipe"],
      });
      // Not by spawn's own signal option: that would reject before the process has ended and its files are free.
      const stop = (): void => void child.kill("SIGTERM");
      watch.signal.addEventListener("abort", stop, { once: true });
      if (watch.signal.aborted) stop();
      const { stderr } = child;
      if (stderr !== null) createInterface({ input: stderr }).on("line", read);
      child.once("error", reject);
      child.once("close", (code) => {
        watch.signal.removeEventListener("abort", stop);
        resolve(code);
      });
      // A build that fails at once no longer reads its Dockerfile; why it failed is on stderr.
      child.stdin?.once("error", () => undefined).end(stdin);
    });
  }
}

function digestOf(metadata: string): string {
  const parsed: unknown = JSON.parse(metadata);
  const key = "containerimage.digest";
  if (typeof parsed !== "object" || parsed === null || !(key in parsed)) return "";
  const digest: unknown = parsed[key];
  return typeof digest === "string" ? digest : "";
}
