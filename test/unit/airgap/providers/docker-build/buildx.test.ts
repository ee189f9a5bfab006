import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { dockerConfigFolder, findBuildx } from "../../../../../airgap/providers/docker-build/buildx.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "muelle-buildx-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
});

function program(path: string, mode = 0o755): string {
  const absolute = join(root, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, "", { mode });
  return absolute;
}

describe("buildx", () => {
  it("is looked for among the extra plugins, then the user's, then on the PATH", () => {
    const env = {
      DOCKER_CLI_PLUGIN_EXTRA_DIRS: `${join(root, "none")}:${join(root, "extra")}`,
      DOCKER_CONFIG: join(root, "config"),
      PATH: join(root, "bin"),
    };
    const onPath = program("bin/docker-buildx");
    expect(findBuildx(env)).toBe(onPath);
    const users = program("config/cli-plugins/docker-buildx");
    expect(findBuildx(env)).toBe(users);
    const extra = program("extra/docker-buildx");
    expect(findBuildx(env)).toBe(extra);
  });

  it("must be executable", () => {
    program("config/cli-plugins/docker-buildx", 0o644);
    const onPath = program("bin/docker-buildx");
    expect(findBuildx({ DOCKER_CONFIG: join(root, "config"), PATH: join(root, "bin") })).toBe(onPath);
  });
});

describe("the folder of Docker's configuration", () => {
  it("is the one given, else the one in the home folder", () => {
    expect(dockerConfigFolder({ DOCKER_CONFIG: "/x" })).toBe("/x");
    expect(dockerConfigFolder({ DOCKER_CONFIG: "" })).toMatch(/\/\.docker$/);
  });
});
