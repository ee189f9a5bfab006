import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { dockerClientFolder, withDockerClient } from "../../../../airgap/engine/client.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "client-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("the user's own Docker client is left alone", () => {
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin", "docker"), "#!/bin/sh\n");
  chmodSync(join(folder, "bin", "docker"), 0o755);
  const env = { PATH: join(folder, "bin") };
  expect(withDockerClient(env, folder)).toBe(env);
});

test("without one, Debian's is found as soon as the setup has got it", () => {
  expect(withDockerClient({ PATH: folder }, folder)["PATH"]).toBe(`${folder}:${dockerClientFolder(folder)}`);
});
