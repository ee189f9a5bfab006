import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../install/part.ts";
import type { Recipe } from "./recipes.ts";

/** The certificates that this machine trusts, a proxy's own among them. @default - the first of these that is there */
const CERTIFICATES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/cert.pem",
];

/** The bundle of certificates that goes into images, or undefined where there is none. */
export function certificateBundle(): string | undefined {
  return CERTIFICATES.find((path) => existsSync(path));
}

/** The folder of a recipe's Dockerfile. */
export function recipeFolder(recipe: Recipe): string {
  return join(import.meta.dirname, "recipes", recipe.folder);
}

/** Names the exact image that a recipe makes on this machine; it is the image's label `muelle.recipe`. */
export function recipeHash(recipe: Recipe): string {
  const folder = recipeFolder(recipe);
  const files = readdirSync(folder)
    .toSorted()
    .flatMap((name) => [name, readFileSync(join(folder, name))]);
  const bundle = recipe.certificates === true ? certificateBundle() : undefined;
  return hashOf([
    JSON.stringify(recipe),
    process.arch,
    ...files,
    ...(bundle === undefined ? [] : [readFileSync(bundle)]),
  ]);
}
