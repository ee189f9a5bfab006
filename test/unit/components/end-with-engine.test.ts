import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";

const MODULE = join(import.meta.dirname, "../../../components/end-with-engine.ts");

/** A process that would stay for a minute. */
const CHILD = `
const { endWithEngine } = await import(${JSON.stringify(MODULE)});
endWithEngine(process.argv[1]);
console.log("ready");
setTimeout(() => {}, 60_000);
`;

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function childOf(address: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD, address], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

async function listening(): Promise<{ server: Server; address: string }> {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { server, address: `127.0.0.1:${address.port}` };
}

async function untilEnded(child: ChildProcess): Promise<void> {
  await eventually(() => {
    expect(child.exitCode).toBe(1);
    return Promise.resolve();
  }, 10_000);
}

describe("endWithEngine", () => {
  it("lets a process be while the engine listens, and ends it soon after it does not", async () => {
    const { server, address } = await listening();
    let looks = 0;
    server.on("connection", () => looks++);
    const child = await childOf(address);
    await eventually(() => {
      expect(looks).toBeGreaterThanOrEqual(2);
      return Promise.resolve();
    }, 10_000);
    expect(child.exitCode).toBeNull();
    server.close();
    await untilEnded(child);
  });

  it("ends a process whose engine was gone before it looked", async () => {
    const { server, address } = await listening();
    server.close();
    await untilEnded(await childOf(address));
  });

  it.each(["", "nowhere"])("lets a process be that has no engine: %j", async (address) => {
    const child = await childOf(address);
    expect(child.exitCode).toBeNull();
  });
});
