import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recipeFolder, recipeHash } from "../../../../airgap/base-images/recipe-hash.ts";
import { RECIPES, recipeOf } from "../../../../airgap/base-images/recipes.ts";

test.each(RECIPES.map((recipe) => [recipe.image, recipe] as const))("%s has a Dockerfile", (_, recipe) => {
  expect(existsSync(join(recipeFolder(recipe), "Dockerfile"))).toBe(true);
});

test("the hash is the same for the same recipe, and another for another package", () => {
  const recipe = recipeOf("redis:8.0");
  expect(recipeHash(recipe)).toBe(recipeHash({ ...recipe }));
  expect(recipeHash({ ...recipe, packages: [...recipe.packages, "tzdata"] })).not.toBe(recipeHash(recipe));
});

test("every recipe makes another image", () => {
  expect(new Set(RECIPES.map(recipeHash)).size).toBe(RECIPES.length);
});
