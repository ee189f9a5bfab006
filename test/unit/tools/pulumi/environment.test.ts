import { describe, expect, test } from "vitest";
import {
  additions,
  environment,
  exportLines,
  withoutOtherClone,
  type EnvironmentInput,
} from "../../../../tools/pulumi/environment.ts";
import type { Plan } from "../../../../airgap/setup/plan.ts";

const PLAN: Plan = { cli: "path", ownPlugins: false, steps: [], notes: [], faults: [] };

function variables(change: Partial<EnvironmentInput> = {}, plan: Partial<Plan> = {}) {
  const input = { root: "/clone", folders: { cache: "/cache", config: "/config" }, env: {}, ...change };
  return additions({ ...PLAN, ...plan }, input).variables;
}

describe("the state", () => {
  test("is in the clone, encrypted with the user's passphrase, unless the user is logged in", () => {
    expect(variables()).toEqual({
      MUELLE_ROOT: "/clone",
      NODE_COMPILE_CACHE: "/cache/compile-cache",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_BACKEND_URL: "file:///clone/.muelle/state",
      PULUMI_CONFIG_PASSPHRASE_FILE: "/config/passphrase",
    });
  });

  test.each([{ PULUMI_BACKEND_URL: "s3://bucket" }, { PULUMI_ACCESS_TOKEN: "token" }])(
    "is where the environment says: %o",
    (env) => {
      expect(variables({ env })).not.toHaveProperty("PULUMI_BACKEND_URL");
      expect(variables({ env })).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE_FILE");
    },
  );

  test("is where the user's Pulumi is logged in", () => {
    const found = variables({ login: "https://api.pulumi.com" });
    expect(found).toMatchObject({ PULUMI_BACKEND_URL: "https://api.pulumi.com" });
    expect(found).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE_FILE");
  });

  test.each([{ PULUMI_CONFIG_PASSPHRASE: "" }, { PULUMI_CONFIG_PASSPHRASE_FILE: "/mine" }])(
    "keeps the user's own passphrase: %o",
    (env) => {
      expect(variables({ env })).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE_FILE");
    },
  );
});

describe("plugins of the clone", () => {
  test("live in a Pulumi home of the clone, and nothing is downloaded", () => {
    expect(variables({}, { ownPlugins: true })).toMatchObject({
      PULUMI_HOME: "/clone/.muelle/pulumi",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
  });

  test("leave the user's Pulumi home alone when there are none", () => {
    expect(variables()).not.toHaveProperty("PULUMI_HOME");
  });
});

describe("the PATH", () => {
  const input = {
    root: "/clone",
    folders: { cache: "/cache", config: "/config" },
    env: { PATH: "/usr/bin" },
  };

  test("has the pinned Node first, and the user's Pulumi where the user has it", () => {
    expect(environment(input.env, additions(PLAN, input))["PATH"]).toBe("/clone/node_modules/.bin:/usr/bin");
  });

  test.each([
    ["official", /^\/cache\/parts\/pulumi-official-[0-9a-f]{16}\/bin$/],
    ["built", /^\/cache\/parts\/pulumi-[0-9a-f]{16}$/],
  ] as const)("has the %s Pulumi of the cache", (cli, folder) => {
    expect(additions({ ...PLAN, cli }, input).path).toEqual([
      "/clone/node_modules/.bin",
      expect.stringMatching(folder),
    ]);
  });
});

test("the lines for a shell quote what they set, and put the PATH in front of the shell's", () => {
  expect(exportLines({ path: ["/a b", "/c"], variables: { HOME_OF: "it's $HOME" } })).toBe(
    `export HOME_OF='it'\\''s $HOME'\nexport PATH='/a b:/c'":$PATH"`,
  );
});

describe("a shell that another clone has set up", () => {
  const env = {
    MUELLE_ROOT: "/other",
    PULUMI_BACKEND_URL: "file:///other/.muelle/state",
    PULUMI_HOME: "/other/.muelle/pulumi",
    PULUMI_CONFIG_PASSPHRASE_FILE: "/config/passphrase",
    PATH: "/other/node_modules/.bin:/others/bin:/usr/bin",
  };

  test("does not lend that clone's state and plugins to this one", () => {
    expect(withoutOtherClone(env, "/clone")).toEqual({
      PULUMI_CONFIG_PASSPHRASE_FILE: "/config/passphrase",
      PATH: "/others/bin:/usr/bin",
    });
  });

  test("is left as it is in that clone itself", () => {
    expect(withoutOtherClone(env, "/other")).toBe(env);
  });
});
