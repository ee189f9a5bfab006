import { describe, expect, test } from "vitest";
import {
  additions,
  environment,
  exportLines,
  withoutOtherClone,
  type EnvironmentInput,
} from "../../../../tools/pulumi/environment.ts";
import type { Environment } from "../../../../base/environment.ts";

/** A machine on which everything is the official thing and found where it always is. */
const OFFICIAL: Pick<Environment, "path" | "variables" | "cluster"> = { path: [], variables: {} };

function variables(change: Partial<EnvironmentInput> = {}, machine: Partial<Environment> = {}) {
  const input = { root: "/clone", folders: { cache: "/cache", config: "/config" }, env: {}, ...change };
  return additions({ ...OFFICIAL, ...machine }, input).variables;
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

describe("what the machine offers", () => {
  test("is in the environment", () => {
    expect(variables({}, { variables: { PULUMI_HOME: "/clone/.muelle/pulumi" } })).toMatchObject({
      PULUMI_HOME: "/clone/.muelle/pulumi",
    });
  });

  test("is reached by its kubeconfig, where there is a cluster", () => {
    const cluster = {
      kubeconfig: "/cache/kubeconfig",
      context: "c",
      ingressClass: "i",
      ingressPort: 80,
    };
    expect(variables({}, { cluster })["KUBECONFIG"]).toMatch(/(?:^|:)\/cache\/kubeconfig$/);
  });
});

describe("the PATH", () => {
  const input = {
    root: "/clone",
    folders: { cache: "/cache", config: "/config" },
    env: { PATH: "/usr/bin" },
  };

  test("has the pinned Node first, and the user's Pulumi where the user has it", () => {
    expect(environment(input.env, additions(OFFICIAL, input))["PATH"]).toBe(
      "/clone/node_modules/.bin:/usr/bin",
    );
  });

  test("has what the machine offers before what the user has", () => {
    expect(environment(input.env, additions({ ...OFFICIAL, path: ["/cli"] }, input))["PATH"]).toBe(
      "/clone/node_modules/.bin:/cli:/usr/bin",
    );
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
