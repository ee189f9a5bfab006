import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OPERATIONS, seenSize, wrongWith } from "../../../../tools/demo/right-result.ts";

const SAMPLE = readFileSync(join("applications", "photos", "samples", "dawn.jpg"));

describe("wrongWith", () => {
  it("has nothing against a whole JPEG of the original's size", () => {
    expect(wrongWith(SAMPLE, "sepia", { width: 800, height: 600 })).toBeUndefined();
  });

  it("names a wrong size and the right one", () => {
    expect(wrongWith(SAMPLE, "rotate", { width: 800, height: 600 })).toBe("rotate: 800x600, not 600x800");
    expect(wrongWith(SAMPLE, "resize", { width: 800, height: 600 })).toBe("resize: 800x600, not 400x300");
    expect(wrongWith(SAMPLE, "thumbnail", { width: 800, height: 600 })).toBe(
      "thumbnail: 800x600, not 160x120",
    );
  });

  it("rejects a JPEG that was cut off", () => {
    expect(wrongWith(SAMPLE.subarray(0, 30_000), "sepia", { width: 800, height: 600 })).toBe(
      "sepia: the JPEG has no end",
    );
  });

  it("rejects what is no picture", () => {
    const page = Buffer.from("<html></html>");
    expect(wrongWith(page, "blur", { width: 800, height: 600 })).toBe(
      "blur: not a JPEG but no picture at all",
    );
  });

  it("does not make a small picture larger", () => {
    expect(wrongWith(SAMPLE, "thumbnail", { width: 90, height: 40 })).toBe("thumbnail: 800x600, not 90x40");
  });

  it("knows every operation that there is", () => {
    const source = readFileSync(
      join("applications", "photos", "common", "photos_common", "operations.py"),
      "utf8",
    );
    const listed = /OPERATIONS = \((.*)\)/.exec(source)?.[1];
    expect(listed).toBe(OPERATIONS.map((name) => `"${name}"`).join(", "));
  });
});

describe("seenSize", () => {
  it("is the size in the file", () => {
    expect(seenSize(SAMPLE)).toEqual({ width: 800, height: 600 });
  });

  it("is turned where the file says that the picture is to be turned", () => {
    // An Exif segment with one entry, the orientation 6, after the start of the image.
    const exif = "ffe1 0022 457869660000 4d4d002a00000008 0001 0112 0003 00000001 00060000 00000000";
    const turned = Buffer.concat([
      SAMPLE.subarray(0, 2),
      Buffer.from(exif.replaceAll(" ", ""), "hex"),
      SAMPLE.subarray(2),
    ]);
    expect(seenSize(turned)).toEqual({ width: 600, height: 800 });
  });
});
