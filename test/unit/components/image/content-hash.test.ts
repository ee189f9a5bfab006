import { chmodSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MuelleError } from "../../../../components/application/errors.ts";
import { contentHash, contentTag, imageKey } from "../../../../components/image/content-hash.ts";
import { type Entry, fill, folder } from "./context-folder.ts";

const FILES: Readonly<Record<string, Entry>> = {
  Dockerfile: "FROM scratch\nCOPY . /\n",
  ".dockerignore": "*.log\ncache\n",
  "main.py": "print(1)",
  "bin/run": { content: "#!/bin/sh", mode: 0o755 },
  current: { link: "main.py" },
};

/** The hash before and after something is done to the folder. */
function around(change: (root: string) => void): readonly [string, string] {
  const context = folder(FILES);
  const before = contentHash({ context });
  change(context);
  return [before, contentHash({ context })];
}

function changes(change: (root: string) => void): boolean {
  const [before, after] = around(change);
  return before !== after;
}

describe("what changes the content hash of a build", () => {
  it.each<[string, (root: string) => void]>([
    [
      "a file's content",
      (root) => {
        writeFileSync(join(root, "main.py"), "print(2)");
      },
    ],
    [
      "a new file",
      (root) => {
        writeFileSync(join(root, "new"), "");
      },
    ],
    [
      "a file that is gone",
      (root) => {
        rmSync(join(root, "main.py"));
      },
    ],
    [
      "a file's name",
      (root) => {
        renameSync(join(root, "main.py"), join(root, "app.py"));
      },
    ],
    [
      "a file's executable bit",
      (root) => {
        chmodSync(join(root, "bin/run"), 0o644);
      },
    ],
    [
      "a link's target",
      (root) => {
        rmSync(join(root, "current"));
        fill(root, [["current", { link: "bin" }]]);
      },
    ],
    [
      "a file in place of a link",
      (root) => {
        rmSync(join(root, "current"));
        fill(root, [["current", "main.py"]]);
      },
    ],
    [
      "the Dockerfile",
      (root) => {
        writeFileSync(join(root, "Dockerfile"), "FROM scratch\n");
      },
    ],
    [
      "an ignored Dockerfile",
      (root) => {
        writeFileSync(join(root, ".dockerignore"), "Dockerfile\n.dockerignore\n*.log\ncache\n");
        writeFileSync(join(root, "Dockerfile"), "FROM scratch\nCOPY bin /\n");
      },
    ],
  ])("%s", (_, change) => {
    expect(changes(change)).toBe(true);
  });

  it("the target, the args, the platforms and the labels", () => {
    const context = folder(FILES);
    const hashes = [
      contentHash({ context }),
      contentHash({ context, target: "web" }),
      contentHash({ context, args: { A: "1" } }),
      contentHash({ context, args: { A: "2" } }),
      contentHash({ context, args: { B: "1" } }),
      contentHash({ context, platforms: ["linux/riscv64"] }),
      contentHash({ context }, { "muelle.service": "web" }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it("a Dockerfile outside the context", () => {
    const root = folder({ "app/main.py": "1", "docker/web": "FROM scratch" });
    const source = { context: join(root, "app"), dockerfile: "../docker/web" };
    const before = contentHash(source);
    writeFileSync(join(root, "docker/web"), "FROM busybox");
    expect(contentHash(source)).not.toBe(before);
  });
});

describe("what does not change the content hash of a build", () => {
  it.each<[string, (root: string) => void]>([
    [
      "a file's times",
      (root) => {
        utimesSync(join(root, "main.py"), 1, 1);
      },
    ],
    [
      "mode bits that come from the umask",
      (root) => {
        chmodSync(join(root, "main.py"), 0o600);
        chmodSync(join(root, "bin/run"), 0o700);
      },
    ],
    [
      "an ignored file",
      (root) => {
        writeFileSync(join(root, "debug.log"), "x");
      },
    ],
    [
      "a file in an ignored folder",
      (root) => {
        fill(root, [["cache/deep/x", "x"]]);
      },
    ],
    [
      "an empty folder",
      (root) => {
        mkdirSync(join(root, "empty"));
      },
    ],
  ])("%s", (_, change) => {
    expect(changes(change)).toBe(false);
  });

  it("where the files lie, and the order in which they came", () => {
    const reversed = Object.fromEntries(Object.entries(FILES).reverse());
    expect(contentHash({ context: folder(reversed) })).toBe(contentHash({ context: folder(FILES) }));
  });

  it("secrets, cache and the order of args", () => {
    const context = folder(FILES);
    const plain = contentHash({ context, args: { A: "1", B: "2" } });
    const other = contentHash({
      context,
      args: { B: "2", A: "1" },
      secrets: { token: "t" },
      cacheFrom: ["registry.example.com/cache"],
      noCache: true,
      pull: true,
    });
    expect(other).toBe(plain);
  });
});

describe("the content hash of a build", () => {
  it("is 64 hexadecimal digits, of which a tag takes 16", () => {
    const hash = contentHash({ context: folder(FILES) });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(contentTag(hash)).toBe(hash.slice(0, 16));
  });

  it("reads a file of several chunks to its end", () => {
    const big = "x".repeat(3 * 1024 * 1024);
    const context = folder({ Dockerfile: "FROM scratch", big: `${big}a` });
    const before = contentHash({ context });
    writeFileSync(join(context, "big"), `${big}b`);
    expect(contentHash({ context })).not.toBe(before);
  });

  it("rejects files that cannot be read, saying which", () => {
    const context = folder({ "main.py": "1" });
    expect(() => contentHash({ context })).toThrow(MuelleError);
    expect(() => contentHash({ context })).toThrow(`open '${join(context, "Dockerfile")}'`);
  });
});

describe("the key of an image", () => {
  it("is one for builds of the same image", () => {
    expect(imageKey({ context: "app", args: { B: "2", A: "1" }, noCache: true })).toBe(
      imageKey({ context: "./app/", dockerfile: "Dockerfile", args: { A: "1", B: "2" } }),
    );
  });

  it("is another for another context, Dockerfile, target, args, platforms or secrets", () => {
    const keys = [
      imageKey({ context: "app" }),
      imageKey({ context: "other" }),
      imageKey({ context: "app", dockerfile: "web.Dockerfile" }),
      imageKey({ context: "app", target: "web" }),
      imageKey({ context: "app", args: { A: "1" } }),
      imageKey({ context: "app", platforms: ["linux/riscv64"] }),
      imageKey({ context: "app", secrets: { token: "t" } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
