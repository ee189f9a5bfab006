import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { imageFaults } from "../../../../../airgap/providers/docker-build/image-faults.ts";
import {
  knownContextHash,
  withDockerfile,
} from "../../../../../airgap/providers/docker-build/local-files.ts";
import { UNKNOWN, type Value } from "../../../../../airgap/providers/kit/index.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "muelle-faults-"));
  writeFileSync(join(root, "Dockerfile"), "FROM scratch");
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
});

describe("the faults of an image's inputs", () => {
  it("are none where everything is there", () => {
    const inputs = {
      context: { location: root },
      dockerfile: { location: join(root, "Dockerfile") },
      secrets: { "a.b-c_1": "x" },
      buildOnPreview: false,
    };
    expect(imageFaults(inputs)).toEqual([]);
  });

  it("are what is missing, remote, contradictory or unsafe", () => {
    const at = (inputs: Parameters<typeof imageFaults>[0]): readonly (readonly string[])[] =>
      imageFaults(inputs).map(({ path, message }) => [path, message]);
    const cwd = process.cwd();
    expect(at({ context: { location: "gone" } })).toEqual([
      ["context.location", `no such folder: gone (relative to ${cwd})`],
    ]);
    expect(at({ dockerfile: { location: "gone" } })).toEqual([
      ["dockerfile.location", `no such file: gone (relative to ${cwd})`],
    ]);
    expect(at({ context: { location: "https://example.com/x.git" } })).toEqual([
      ["context.location", "the stand-in builds from local files only, not from https://example.com/x.git"],
    ]);
    expect(at({ dockerfile: { location: "x", inline: "FROM scratch" } })).toEqual([
      ["dockerfile", "give either `location` or `inline`, not both"],
    ]);
    expect(at({ secrets: { "a,env=HOME": "x" } })).toEqual([
      ["secrets.a,env=HOME", "the id of a secret is letters, digits, dots, - and _"],
    ]);
    expect(at({ buildOnPreview: true })).toEqual([
      ["buildOnPreview", "the stand-in builds nothing in a preview: set it to false"],
    ]);
  });

  it("wait for what a preview does not know", () => {
    expect(imageFaults({ context: { location: UNKNOWN }, dockerfile: UNKNOWN, secrets: UNKNOWN })).toEqual(
      [],
    );
  });
});

describe("the Dockerfile", () => {
  it("is the one in the context where none is given", () => {
    expect(withDockerfile({ context: { location: "../app" } })["dockerfile"]).toEqual({
      location: "../app/Dockerfile",
    });
    expect(withDockerfile({})["dockerfile"]).toEqual({ location: "Dockerfile" });
  });

  it("is the one given, inline too, also where a preview does not know it", () => {
    const given: readonly Value[] = [
      { location: "x" },
      { inline: "FROM scratch" },
      UNKNOWN,
      { location: UNKNOWN },
    ];
    for (const dockerfile of given) {
      expect(withDockerfile({ context: { location: "app" }, dockerfile })["dockerfile"]).toBe(dockerfile);
    }
    expect(withDockerfile({ context: { location: UNKNOWN } })["dockerfile"]).toBeUndefined();
  });
});

describe("the hash of the files", () => {
  it("changes with the Dockerfile, inline or not, and with a file of the context or of a named one", () => {
    const hash = (inline?: string): string | undefined =>
      knownContextHash({
        context: {
          location: root,
          named: { more: { location: root }, remote: { location: "docker-image://x" } },
        },
        dockerfile: inline === undefined ? { location: join(root, "Dockerfile") } : { inline },
      });
    const first = hash();
    expect(hash()).toBe(first);
    writeFileSync(join(root, "file"), "1");
    const second = hash();
    writeFileSync(join(root, "Dockerfile"), "FROM x");
    const hashes = [first, second, hash(), hash("FROM a"), hash("FROM b")];
    expect(new Set(hashes).size).toBe(5);
  });

  it("is unknown where a preview does not know which files", () => {
    expect(knownContextHash({ context: { location: UNKNOWN } })).toBeUndefined();
    expect(knownContextHash({ context: { location: root }, dockerfile: UNKNOWN })).toBeUndefined();
  });
});
