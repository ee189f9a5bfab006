import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBind } from "../../../../components/kubernetes/bind-files.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "muelle-bind-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("readBind", () => {
  it("reads the files of a folder, by path, with what they lead to", () => {
    mkdirSync(join(folder, "sub"));
    writeFileSync(join(folder, "sub", "run.sh"), "run", { mode: 0o755 });
    writeFileSync(join(folder, "b.txt"), "b");
    symlinkSync("b.txt", join(folder, "a.txt"));
    symlinkSync("nowhere", join(folder, "dangling"));
    expect(readBind(folder)).toEqual({
      type: "files",
      single: false,
      files: [
        { path: "a.txt", content: "Yg==", executable: false },
        { path: "b.txt", content: "Yg==", executable: false },
        { path: "sub/run.sh", content: "cnVu", executable: true },
      ],
    });
  });

  it("reads a single file", () => {
    const file = join(folder, "a.conf");
    writeFileSync(file, "a");
    expect(readBind(file)).toEqual({
      type: "files",
      single: true,
      files: [{ path: "", content: "YQ==", executable: false }],
    });
  });

  it("refuses more than a ConfigMap takes", () => {
    writeFileSync(join(folder, "big"), Buffer.alloc(1024 * 1024));
    expect(readBind(folder).type).toBe("files");
    writeFileSync(join(folder, "more"), Buffer.alloc(512 * 1024));
    expect(readBind(folder)).toEqual({
      type: "refused",
      reason: "it holds 1.5 MiB, and a ConfigMap takes 1 MiB",
    });
  });

  it("refuses what is no file, and what is not there", () => {
    expect(readBind("/dev/null")).toEqual({ type: "refused", reason: "it is neither a file nor a folder" });
    expect(readBind(join(folder, "nowhere"))).toEqual({
      type: "refused",
      reason: "there is nothing at that path",
    });
  });
});
