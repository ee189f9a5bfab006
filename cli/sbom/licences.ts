import { code, table } from "../plan/markdown.ts";
import type { Package } from "./spdx.ts";

/** The licences of everything in some images, as a page: how often each licence is there, then every package. */
export function describeLicences(images: Readonly<Record<string, readonly Package[]>>): string {
  const all = Object.values(images).flat();
  const counts = new Map<string, number>();
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  const byCount = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [
    "# Licences",
    "",
    ...table(
      ["licence", "packages"],
      byCount.map(([licence, count]) => [licence, String(count)]),
    ),
    ...Object.entries(images).flatMap(([image, packages]) => [
      `## ${code(image)}`,
      "",
      ...table(
        ["package", "version", "licence"],
        packages.map(({ name, version, licence }) => [name, version, licence]),
      ),
    ]),
  ].join("\n");
}
