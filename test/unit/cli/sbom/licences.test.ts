import { describe, expect, it } from "vitest";
import { fileOf, sourceOf } from "../../../../cli/sbom/images.ts";
import { describeLicences } from "../../../../cli/sbom/licences.ts";
import { packagesIn } from "../../../../cli/sbom/spdx.ts";

const DOCUMENT = JSON.stringify({
  packages: [
    { name: "shop/api", primaryPackagePurpose: "CONTAINER" },
    { name: "redis", versionInfo: "7.0.1", licenseConcluded: "NOASSERTION", licenseDeclared: "MIT" },
    { name: "fastapi", versionInfo: "0.120.0", licenseConcluded: "MIT", licenseDeclared: "NOASSERTION" },
    { name: "fastapi", versionInfo: "0.120.0", licenseDeclared: "MIT" },
    { name: "odd|one", versionInfo: "1", licenseDeclared: "NONE" },
  ],
});

describe("a bill of materials", () => {
  it("has each package once, without the image itself", () => {
    expect(packagesIn(DOCUMENT)).toEqual([
      { name: "fastapi", version: "0.120.0", licence: "MIT" },
      { name: "odd|one", version: "1", licence: "unknown" },
      { name: "redis", version: "7.0.1", licence: "MIT" },
    ]);
  });

  it("is told by licence and by package", () => {
    expect(describeLicences({ "shop/api:1": packagesIn(DOCUMENT) }).split("\n")).toEqual([
      "# Licences",
      "",
      "| licence | packages |",
      "| --- | --- |",
      "| MIT | 2 |",
      "| unknown | 1 |",
      "",
      "## `shop/api:1`",
      "",
      "| package | version | licence |",
      "| --- | --- | --- |",
      "| fastapi | 0.120.0 | MIT |",
      "| odd\\|one | 1 | unknown |",
      "| redis | 7.0.1 | MIT |",
      "",
    ]);
  });

  it.each([
    ["shop/api:1", "docker:shop/api:1", "shop_api_1.spdx.json"],
    ["postgres:17@sha256:ab", "docker:postgres:17@sha256:ab", "postgres_17.spdx.json"],
    [
      "127.0.0.1:5000/shop/api:1@sha256:ab",
      "registry:127.0.0.1:5000/shop/api:1@sha256:ab",
      "127.0.0.1_5000_shop_api_1.spdx.json",
    ],
  ])("of %s comes from %s and is called %s", (image, source, file) => {
    expect(sourceOf(image)).toBe(source);
    expect(fileOf(image)).toBe(file);
  });
});
