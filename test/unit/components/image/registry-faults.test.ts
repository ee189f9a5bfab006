import { describe, expect, it } from "vitest";
import { registryFaults, repositoryFaults } from "../../../../components/image/registry-faults.ts";

describe("a registry", () => {
  it.each([
    "registry.example.com",
    "registry.example.com:5000/team",
    "127.0.0.1:5000",
    "ghcr.io/some-one/team",
  ])("may be %s", (registry) => {
    expect(registryFaults(registry, "muelle:registry")).toEqual([]);
  });

  it.each(["https://registry.example.com", "registry.example.com/", "registry.example.com/Team", ""])(
    "rejects %j",
    (registry) => {
      expect(registryFaults(registry, "muelle:registry")).toEqual([
        {
          path: "muelle:registry",
          message: `"${registry}" is not a registry`,
          hint: 'Write its host and a path, without https://: "registry.example.com/team".',
        },
      ]);
    },
  );
});

describe("a repository", () => {
  it.each(["web", "photos/web", "photos/image-worker", "a.b/c__d"])("may be %s", (repository) => {
    expect(repositoryFaults(repository, "web.repository")).toEqual([]);
  });

  it.each(["Photos/web", "photos/", "photos:1", "/web", "a..b"])("rejects %s", (repository) => {
    expect(repositoryFaults(repository, "web.repository")).toEqual([
      {
        path: "web.repository",
        message: `"${repository}" is not the name of an image`,
        hint: "Use lower-case letters, digits and single separators (. _ -), parts divided by /.",
      },
    ]);
  });
});
