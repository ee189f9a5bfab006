import fc from "fast-check";
import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contentHash, hashContent, type ImageContent } from "../../../../components/image/content-hash.ts";
import type { ContextFile } from "../../../../base/build-context/context-files.ts";
import { fill } from "./context-folder.ts";

const segment = fc.stringMatching(/^[a-zA-Z0-9_. -]{1,6}$/).filter((name) => !/^[. ]+$/.test(name));
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((segments) => segments.join("/"));
const digest = fc.stringMatching(/^[0-9a-f]{8}$/);
const file: fc.Arbitrary<ContextFile> = fc.record({
  path,
  kind: fc.constantFrom("file", "symlink"),
  executable: fc.boolean(),
  digest,
});
const texts = fc.dictionary(segment, fc.string(), { maxKeys: 4 });
const content: fc.Arbitrary<ImageContent> = fc.record({
  files: fc.uniqueArray(file, { selector: (each) => each.path, minLength: 1, maxLength: 12 }),
  dockerfile: digest,
  target: fc.option(fc.string(), { nil: undefined }),
  args: texts,
  platforms: fc.uniqueArray(fc.constantFrom("linux/amd64", "linux/arm64", "linux/386")),
  labels: texts,
});

function reversed(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).reverse());
}

describe("the hash of a content", () => {
  it("does not depend on any order", () => {
    fc.assert(
      fc.property(content, (given) => {
        const turned = {
          ...given,
          files: [...given.files].reverse(),
          args: reversed(given.args),
          platforms: [...given.platforms].reverse(),
          labels: reversed(given.labels),
        };
        expect(hashContent(turned)).toBe(hashContent(given));
      }),
    );
  });

  it("is another whenever the content is another", () => {
    const canonical = (given: ImageContent): string =>
      JSON.stringify([
        [...given.files]
          .sort((a, b) => (a.path < b.path ? -1 : 1))
          .map((f) => [f.path, f.kind, f.executable, f.digest]),
        given.dockerfile,
        given.target ?? ["none"],
        Object.entries(given.args).sort(),
        [...given.platforms].sort(),
        Object.entries(given.labels).sort(),
      ]);
    fc.assert(
      fc.property(content, content, (a, b) => {
        expect(hashContent(a) === hashContent(b)).toBe(canonical(a) === canonical(b));
      }),
    );
  });

  it.each<[string, (given: ContextFile) => ContextFile]>([
    ["path", (given) => ({ ...given, path: `${given.path}x` })],
    ["kind", (given) => ({ ...given, kind: given.kind === "file" ? "symlink" : "file" })],
    ["executable bit", (given) => ({ ...given, executable: !given.executable })],
    ["digest", (given) => ({ ...given, digest: `${given.digest}0` })],
  ])("is another with another %s of any one file", (_, change) => {
    fc.assert(
      fc.property(content, fc.nat(), (given, pick) => {
        const index = pick % given.files.length;
        const files = given.files.map((each, at) => (at === index ? change(each) : each));
        expect(hashContent({ ...given, files })).not.toBe(hashContent(given));
      }),
    );
  });

  it("is another where text moves from one field to its neighbour", () => {
    const base = { files: [], dockerfile: "d", target: undefined, platforms: [], labels: {} };
    expect(hashContent({ ...base, args: { AB: "C" } })).not.toBe(hashContent({ ...base, args: { A: "BC" } }));
    const args = { A: "1" };
    expect(hashContent({ ...base, args })).not.toBe(hashContent({ ...base, args: {}, labels: args }));
  });
});

describe("the hash of a folder", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 6 });

  it("does not depend on times, order, place or ignored files", () => {
    const ignored = fc.array(fc.stringMatching(/^[a-z]{1,5}$/).map((name) => `${name}.log`));
    fc.assert(
      fc.property(names, ignored, fc.nat(2 ** 31), (given, logs, time) => {
        const roots = [given, [...given].reverse()].map((order, turn) => {
          const root = mkdtempSync(join(tmpdir(), "muelle-property-"));
          fill(root, [
            ["Dockerfile", "FROM scratch"],
            [".dockerignore", "**/*.log"],
            ...order.map((name) => [`src/${name}`, name] as const),
            ...(turn === 1 ? logs.map((name) => [`src/${name}`, "noise"] as const) : []),
          ]);
          if (turn === 1) for (const name of order) utimesSync(join(root, "src", name), time, time);
          return root;
        });
        const hashes = roots.map((context) => contentHash({ context }));
        for (const root of roots) rmSync(root, { recursive: true });
        expect(hashes[1]).toBe(hashes[0]);
      }),
      { numRuns: 40 },
    );
  });
});
