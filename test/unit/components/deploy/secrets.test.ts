import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SecretSpec } from "../../../../components/application/index.ts";
import { resolveSecrets } from "../../../../components/deploy/secrets.ts";
import { application, service } from "../../../support/builders.ts";
import { mockPulumi, valueOf } from "../../../support/mocks.ts";

const configured = { secrets: { stored: pulumi.secret("from-config") } };

beforeEach(async () => {
  await mockPulumi();
});

function resolve(secrets: Readonly<Record<string, SecretSpec>>): ReturnType<typeof resolveSecrets> {
  const shop = application({ services: { web: service({ secrets: Object.keys(secrets) }) }, secrets });
  return resolveSecrets(shop, configured);
}

describe("resolveSecrets", () => {
  it("finds a secret in the stack's configuration, under its own name or another", async () => {
    const { secrets, faults } = resolve({ stored: {}, other: { config: "stored" } });
    expect(faults).toEqual([]);
    expect(await Promise.all(Object.values(secrets).map(valueOf))).toEqual(["from-config", "from-config"]);
  });

  it("finds a secret in the environment of the process, and marks it as secret", async () => {
    vi.stubEnv("SHOP_TOKEN", "from-environment");
    const { secrets } = resolve({ token: { environment: "SHOP_TOKEN" } });
    const token = secrets["token"];
    if (token === undefined) throw new Error("the secret is not there");
    expect([await valueOf(token), await pulumi.isSecret(token)]).toEqual(["from-environment", true]);
    vi.unstubAllEnvs();
  });

  it("tells of every missing secret where it should have come from and how to set it", () => {
    const { faults } = resolve({ missing: {}, token: { environment: "NOT_SET_ANYWHERE" } });
    expect(faults).toEqual([
      {
        path: "secrets.missing",
        message: "muelle:secrets.missing is not set in the stack's configuration",
        hint: "pulumi config set --secret --path muelle:secrets.missing",
      },
      { path: "secrets.token", message: "the environment variable NOT_SET_ANYWHERE is not set" },
    ]);
  });
});
