import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { extract } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  assembleImage,
  digestOf,
  imageArchitecture,
  type ScratchImage,
} from "../../../../../airgap/cluster/images/image.ts";
import { packLayer, type LayerEntry } from "../../../../../airgap/cluster/images/layer.ts";

const IMAGE: ScratchImage = { repository: "muelle/a", entries: [], entrypoint: ["/a"], user: 7 };

function parse(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString());
}

describe("an image", () => {
  const layer = Buffer.from("layer");
  const parts = assembleImage(IMAGE, layer, "amd64");

  it("says what runs, as whom, on which machine", () => {
    expect(parse(parts.config)).toStrictEqual({
      architecture: "amd64",
      os: "linux",
      config: { Entrypoint: ["/a"], User: "7", Env: ["PATH=/bin"], WorkingDir: "/" },
      rootfs: { type: "layers", diff_ids: [digestOf(layer)] },
    });
  });

  it("names its parts by their content", () => {
    expect(parse(parts.manifest)).toStrictEqual({
      schemaVersion: 2,
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      config: {
        mediaType: "application/vnd.oci.image.config.v1+json",
        digest: digestOf(parts.config),
        size: parts.config.length,
      },
      layers: [
        { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: digestOf(layer), size: layer.length },
      ],
    });
    expect(parts.digest).toBe(digestOf(parts.manifest));
  });

  it("is for the architecture in Go's words", () => {
    expect(imageArchitecture("x64")).toBe("amd64");
    expect(imageArchitecture("arm64")).toBe("arm64");
  });
});

describe("a layer", () => {
  let folder: string;
  let entries: readonly LayerEntry[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "layer-"));
    writeFileSync(join(folder, "program"), "content");
    entries = [
      { kind: "file", path: "/bin/program", source: join(folder, "program") },
      { kind: "link", path: "/bin/sh", target: "program" },
      { kind: "folder", path: "/tmp", mode: 0o1777 },
    ];
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("holds programs, links and folders, all of root's", async () => {
    const found: unknown[] = [];
    const reader = extract();
    reader.end(await packLayer(entries));
    for await (const entry of reader) {
      const { name, type, mode, uid, linkname } = entry.header;
      found.push({ name, type, mode, uid, linkname });
      entry.resume();
    }
    expect(found).toStrictEqual([
      { name: "bin/program", type: "file", mode: 0o755, uid: 0, linkname: null },
      { name: "bin/sh", type: "symlink", mode: 0o777, uid: 0, linkname: "program" },
      { name: "tmp/", type: "directory", mode: 0o1777, uid: 0, linkname: null },
    ]);
  });

  it("has the same bytes whenever it is packed", async () => {
    expect(digestOf(await packLayer(entries))).toBe(digestOf(await packLayer(entries)));
  });
});
