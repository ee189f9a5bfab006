import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inTurn, readPictures } from "../../../../tools/demo/pictures.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "pictures-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("the pictures of a folder come by name, and nothing else does", async () => {
  for (const name of ["b.PNG", "a.jpeg", "notes.txt"]) writeFileSync(join(folder, name), name);
  const pictures = await readPictures(folder);
  expect(pictures.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ["a.jpeg", "a.jpeg"],
    ["b.PNG", "b.PNG"],
  ]);
});

test("a folder without pictures is refused", async () => {
  await expect(readPictures(folder)).rejects.toThrow(
    `No pictures to send\n  ${folder}: no file that ends in .jpg, .jpeg, .png, .gif, .webp, .bmp`,
  );
});

test("pictures come in turn", () => {
  expect(inTurn(["a", "b"], 5)).toEqual(["a", "b", "a", "b", "a"]);
});
