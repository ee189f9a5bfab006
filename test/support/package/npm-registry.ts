import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { eventually } from "../eventually.ts";
import { freePort } from "../project.ts";
import { runProgram } from "../run-program.ts";

const VERDACCIO = join(import.meta.dirname, "../../../node_modules/verdaccio/bin/verdaccio");

/** An npm registry on the loopback interface, of which only the package `muelle` is its own. */
export interface NpmRegistry {
  /** The environment in which npm uses it. */
  readonly env: NodeJS.ProcessEnv;
  /** Stops it and forgets what was published. */
  stop(): Promise<void>;
}

/** Starts a registry that asks the one that npm is configured with for everything but `muelle`. */
export async function startNpmRegistry(): Promise<NpmRegistry> {
  const folder = await mkdtemp(join(tmpdir(), "muelle-npm-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const { stdout } = await runProgram("npm", ["config", "get", "registry"], { cwd: folder });
  await writeFile(join(folder, "config.yaml"), stringify(configuration(stdout.trim())));
  const npmrc = join(folder, "npmrc");
  // npm publishes to nobody that it has no token for.
  await writeFile(npmrc, `registry=${url}\n//127.0.0.1:${port}/:_authToken=nobody\n`);
  const log = join(folder, "log");
  const args = [VERDACCIO, "--config", join(folder, "config.yaml"), "--listen", `127.0.0.1:${port}`];
  const server = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const output = createWriteStream(log);
  server.stdout.pipe(output, { end: false });
  server.stderr.pipe(output, { end: false });
  await eventually(async () => {
    if (server.exitCode !== null)
      throw new Error(`verdaccio does not start\n${await readFile(log, "utf8").catch(() => "")}`);
    const { ok } = await fetch(`${url}-/ping`);
    if (!ok) throw new Error("verdaccio is not ready");
  }, 60_000);
  return {
    env: { ...process.env, npm_config_userconfig: npmrc, npm_config_registry: url },
    stop: async () => {
      server.kill();
      if (server.exitCode === null) await once(server, "exit");
      output.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(upstream: string): object {
  return {
    storage: "./storage",
    auth: { htpasswd: { file: "./htpasswd" } },
    uplinks: { upstream: { url: upstream, maxage: "60m", timeout: "120s" } },
    packages: {
      muelle: { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
}
