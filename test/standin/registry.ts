import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { installRegistry, registryExecutable } from "../../airgap/registry/install.ts";
import { userFolders } from "../../base/user-folders.ts";

const DEADLINE_MS = 20_000;
const { cache } = userFolders(process.env);

export const ACCOUNT = { username: "ci", password: "correct horse" };
/** The password by bcrypt, as the registry wants it. */
const HTPASSWD = `ci:$2y$05$abcdefghijklmnopqrstuuHNbAKRhpaujgo33bRWs.NLUTJO3lOy2\n`;

/** A registry of its own on a free port of the loopback interface; gone when the test ends. */
export async function registry({ accounts = false } = {}): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "muelle-registry-"));
  const host = `127.0.0.1:${await freePort()}`;
  const passwords = join(root, "htpasswd");
  writeFileSync(passwords, HTPASSWD);
  const config = {
    version: "0.1",
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: join(root, "data") }, delete: { enabled: true } },
    http: { addr: host },
    ...(accounts ? { auth: { htpasswd: { realm: "test", path: passwords } } } : {}),
  };
  writeFileSync(join(root, "config.yml"), JSON.stringify(config));
  await installRegistry(cache);
  const server = spawn(registryExecutable(cache), ["serve", join(root, "config.yml")], { stdio: "ignore" });
  const failed = once(server, "error").then(([cause]: unknown[]) => {
    throw new Error("docker-registry cannot be run", { cause });
  });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null) await once(server, "exit");
    rmSync(root, { recursive: true, force: true });
  });
  await Promise.race([answers(`http://${host}/v2/`), failed]);
  return host;
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200 || status === 401) return;
    if (Date.now() > deadline) throw new Error(`nothing answers at ${url}`);
    await wait(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
