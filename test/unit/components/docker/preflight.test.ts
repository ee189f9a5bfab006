import { createServer, type Server } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { preflight } from "../../../../components/docker/index.ts";
import { application, service } from "../../../support/builders.ts";

const shop = application({
  services: { web: service({ route: { port: 8000 } }) },
});

const open: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of open.splice(0)) server.close();
});

function listen(where: string | number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.end(answer));
    open.push(server);
    const opened = (): void => {
      resolve(server);
    };
    if (typeof where === "string") server.listen(where, opened);
    else server.listen(where, "127.0.0.1", opened);
  });
}

/** What an engine that runs no container says to every request. */
const answer =
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]";

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

describe("preflight", () => {
  it("finds a port of the host that somebody else holds", async () => {
    const folder = mkdtempSync(join(tmpdir(), "muelle-"));
    const socket = join(folder, "docker.sock");
    await listen(socket);
    const port = portOf(await listen(0));
    vi.stubEnv("DOCKER_HOST", `unix://${socket}`);
    const faults = await preflight({ application: shop, stack: "dev", address: "127.0.0.1", port });
    rmSync(folder, { recursive: true });
    expect(faults).toEqual([
      {
        path: "muelle:port",
        message: `the port 127.0.0.1:${port} is taken by another process`,
        hint: "Free it, or choose another one, for example: pulumi config set muelle:port 8081",
      },
    ]);
  });

  it("says which entry of which service asks for a port that is taken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "muelle-"));
    const socket = join(folder, "docker.sock");
    await listen(socket);
    const port = portOf(await listen(0));
    vi.stubEnv("DOCKER_HOST", `unix://${socket}`);
    const published = application({ services: { web: service({ ports: ["53:53/udp", `${port}:80`] }) } });
    const faults = await preflight({ application: published, stack: "dev", address: "127.0.0.1", port: 1 });
    rmSync(folder, { recursive: true });
    expect(faults.map(({ path }) => path)).toEqual(["services.web.ports[1]"]);
  });
});
