import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { goPart } from "../../../../airgap/go-tool.ts";
import { bringPrograms } from "../../../../airgap/programs/bring-programs.ts";
import { builtLanguageHosts } from "../../../../airgap/programs/language-hosts.ts";
import { LANGUAGE_HOSTS } from "../../../../airgap/tools.ts";
import { Progress } from "../../../../base/progress.ts";

const HOSTS = ["pulumi-language-yaml", "pulumi-language-python"];

let root: string;
let bin: string;
let cache: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "muelle-language-hosts-"));
  bin = join(root, "bin");
  cache = join(root, "cache");
  await mkdir(bin);
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const bring = (names: readonly string[]) =>
  bringPrograms(
    { root, folders: { cache, config: root }, env: { PATH: bin }, progress: new Progress() },
    names,
  );

async function putOnPath(program: string): Promise<void> {
  await writeFile(join(bin, program), "#!/bin/sh\n");
  await chmod(join(bin, program), 0o755);
}

/** As a build leaves them. */
async function putIntoCache(): Promise<readonly string[]> {
  const folders = LANGUAGE_HOSTS.map((host) => goPart(cache, host).folder);
  for (const folder of folders) await mkdir(folder, { recursive: true });
  return folders;
}

describe("the language hosts", () => {
  it("are those on the PATH, where Pulumi's own installation brings them", async () => {
    for (const host of HOSTS) await putOnPath(host);
    expect(await bring(HOSTS)).toEqual({ path: [], variables: {} });
  });

  it("are those of the cache, where the PATH has none", async () => {
    const folders = await putIntoCache();
    expect(await bring(HOSTS)).toEqual({ path: folders, variables: {} });
  });

  it.each(HOSTS)("cannot be built without Go: %s", async (host) => {
    await expect(bring([host])).rejects.toThrow(
      new RegExp(
        `^${host} cannot be built from Go modules\\n.*go: Go is not on the PATH\\n.*Install Go 1\\.26\\.8`,
      ),
    );
  });

  it("are known to be built when somebody has asked for them, and not before", async () => {
    expect(builtLanguageHosts(cache)).toEqual([]);
    await putIntoCache();
    expect(builtLanguageHosts(cache)).toEqual(HOSTS);
  });
});
