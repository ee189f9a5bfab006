import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stackConfiguration } from "../../../../cli/plan/stack-configuration.ts";

const PROJECT = `
name: muelle
config:
  port: { type: integer, default: 8080 }
  platform: { type: string, default: docker }
  services: { type: object, default: {} }
  registry: { type: string }
`;
const STACK = `
encryptionsalt: v1:abc
config:
  muelle:port: 9090
  muelle:services: { web: { replicas: 3 } }
  muelle:secrets:
    db_password: { secure: v1:encrypted }
`;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "muelle-stack-configuration-"));
  await writeFile(join(root, "Pulumi.yaml"), PROJECT);
  await writeFile(join(root, "Pulumi.prod.yaml"), STACK);
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe("stackConfiguration", () => {
  it("lays the stack's values over the project's defaults, as Pulumi does, and needs no passphrase", async () => {
    expect(await stackConfiguration(root, "prod")).toEqual({
      "muelle:port": "9090",
      "muelle:platform": "docker",
      "muelle:services": '{"web":{"replicas":3}}',
      "muelle:secrets": '{"db_password":"[secret]"}',
    });
  });

  it("says of a stack without a file which there are", async () => {
    await expect(stackConfiguration(root, "production")).rejects.toThrow(
      /Pulumi\.production\.yaml: the stack production has no configuration here[^]*There are: prod\./,
    );
  });
});
