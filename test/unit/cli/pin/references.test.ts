import { describe, expect, it } from "vitest";
import { digestOf } from "../../../../cli/pin/digest.ts";
import { referencesIn, withDigests } from "../../../../cli/pin/references.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const OLDER = `sha256:${"b".repeat(64)}`;

const DOCKERFILE = `# FROM nothing:1
ARG BASE=python:3.12
FROM --platform=$BUILDPLATFORM python:3.13-slim AS build
FROM build AS test
FROM $BASE AS old
FROM scratch
FROM python:3.13-slim@${OLDER} as runtime
`;

const APPLICATION = `services: {
  db: { image: "postgres:17" },
  queue: { image: "redis:8.0@${OLDER}" },
}`;

const imagesIn = (file: string, text: string): string[] => referencesIn(file, text).map(({ image }) => image);

describe("pins of base images", () => {
  it("are found in a Dockerfile, but for its own stages and variables", () => {
    expect(imagesIn("web.Dockerfile", DOCKERFILE)).toEqual(["python:3.13-slim", "python:3.13-slim"]);
    expect(referencesIn("Dockerfile", DOCKERFILE).map(({ digest }) => digest)).toEqual([undefined, OLDER]);
  });

  it("are found in an application's services", () => {
    expect(imagesIn("application.ts", 'x: { image: "postgres:17" }')).toEqual(["postgres:17"]);
  });

  it("are written in place of older ones, and nothing else is changed", () => {
    const digests = new Map([
      ["python:3.13-slim", DIGEST],
      ["redis:8.0", DIGEST],
    ]);
    expect(withDigests("Dockerfile", DOCKERFILE, digests)).toBe(
      DOCKERFILE.replace("python:3.13-slim AS build", `python:3.13-slim@${DIGEST} AS build`).replace(
        OLDER,
        DIGEST,
      ),
    );
    expect(withDigests("application.ts", APPLICATION, digests)).toBe(APPLICATION.replace(OLDER, DIGEST));
  });

  it.each([
    ["python:3.13-slim", "python@sha256:1\n", "sha256:1"],
    ["python:3.13-slim", "mirror.example/library/python@sha256:2\n", "sha256:2"],
    ["registry.example:5000/team/app:1", "registry.example:5000/team/app@sha256:3\n", "sha256:3"],
    ["redis:8.0", "other/myredis@sha256:4\nredis@sha256:5\n", "sha256:5"],
    ["redis:8.0", "\n", undefined],
  ])("of %s among %j: %s", (image, listed, digest) => {
    expect(digestOf(image, listed)).toBe(digest);
  });
});

describe("the images of a compose file", () => {
  const compose = [
    "services:",
    "  db: { image: 'postgres:17' } # kept",
    "  web:",
    "    image: nginx:1.30",
    "  built: { build: ., image: shop }",
    "  open: { image: '$IMAGE' }",
    "",
  ].join("\n");

  it("are pinned, but not those that are built or come from outside, and nothing else changes", () => {
    expect(referencesIn("compose.yaml", compose).map(({ image }) => image)).toEqual([
      "postgres:17",
      "nginx:1.30",
    ]);
    const digests = new Map([
      ["postgres:17", "sha256:1"],
      ["nginx:1.30", "sha256:2"],
    ]);
    expect(withDigests("compose.yaml", compose, digests)).toBe(
      compose.replace("postgres:17", "postgres:17@sha256:1").replace("nginx:1.30", "nginx:1.30@sha256:2"),
    );
  });
});
