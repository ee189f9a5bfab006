import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applicationSecrets } from "../../../../tools/pulumi/application-secrets.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "project-"))));
afterEach(() => {
  rmSync(root, { recursive: true });
});

function application(spec: unknown): void {
  const folder = join(root, "applications", "shop");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "application.ts"), `export const application = ${JSON.stringify(spec)};`);
}

test("are those that come from the stack's configuration, not those from elsewhere", async () => {
  application({
    name: "shop",
    services: { api: { image: "api:1", secrets: ["token", "key"] } },
    secrets: { token: {}, key: { environment: "SHOP_KEY" } },
  });
  expect(await applicationSecrets(root, "shop")).toEqual(["token"]);
});

test("are none for an application with faults, which the update itself reports", async () => {
  application({ name: "shop", services: { api: { image: "api:1", secrets: ["missing"] } } });
  expect(await applicationSecrets(root, "shop")).toEqual([]);
});

test("are none for an application that is not there", async () => {
  expect(await applicationSecrets(root, "shop")).toEqual([]);
});
