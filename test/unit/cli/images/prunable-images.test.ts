import { expect, test } from "vitest";
import { prunableImages, type LocalImage } from "../../../../cli/images/prunable-images.ts";

const image = (repository: string, tag: string, created: number): LocalImage => ({
  id: `sha256:${repository}-${tag}`,
  repository,
  tag,
  created,
});

const OLD = image("photos/web", "a", 1);
const USED = image("photos/web", "b", 2);
const NEWEST = image("photos/web", "c", 3);
const ONLY = image("photos/worker", "a", 1);

test("goes when it is neither used nor the newest of its repository", () => {
  expect(prunableImages([NEWEST, OLD, ONLY, USED], new Set([USED.id]))).toEqual([OLD]);
});

test("stays when it is as new as the newest", () => {
  expect(prunableImages([image("photos/web", "d", 3), NEWEST], new Set())).toEqual([]);
});
