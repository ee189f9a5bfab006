import { createServer, type Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readEngine } from "../../../../components/docker/index.ts";

let stop = (): void => undefined;

afterEach(() => {
  vi.unstubAllEnvs();
  stop();
});

/** An engine that says this of itself. */
async function engine(version: object, info: object): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "muelle-"));
  const server: Server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(request.url?.endsWith("/version") === true ? version : info));
  });
  stop = () => {
    server.close();
    rmSync(folder, { recursive: true });
  };
  const socket = join(folder, "docker.sock");
  await new Promise<void>((resolve) => {
    server.listen(socket, resolve);
  });
  vi.stubEnv("DOCKER_HOST", `unix://${socket}`);
}

describe("readEngine", () => {
  it("says where the engine was looked for and how to start it", async () => {
    vi.stubEnv("DOCKER_HOST", "unix:///nowhere/docker.sock");
    expect(await readEngine()).toEqual({
      path: "docker",
      message:
        "the Docker Engine at unix:///nowhere/docker.sock does not answer: connect ENOENT /nowhere/docker.sock",
      hint: "Start it: `sudo systemctl start docker`, or Docker Desktop, or `npm run engine -- start`.",
    });
  });

  it("refuses an engine that is too old, with its version, the version that is needed and the way there", async () => {
    await engine({ Version: "24.0.9", ApiVersion: "1.43" }, { SwapLimit: true });
    expect(await readEngine()).toEqual({
      path: "docker",
      message: "the Docker Engine is version 24.0.9 (API 1.43); Muelle needs Docker 25 (API 1.44) or newer",
      hint: "Upgrade it: https://docs.docker.com/engine/install/ has the packages for every distribution.",
    });
  });

  it.each([true, false])(
    "takes the oldest that is new enough; whether it limits swap: %s",
    async (SwapLimit) => {
      await engine({ Version: "25.0.0", ApiVersion: "1.44" }, { SwapLimit });
      expect(await readEngine()).toEqual({ version: "25.0.0", api: "1.44", limitsSwap: SwapLimit });
    },
  );
});
