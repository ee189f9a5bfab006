import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { currentLogin, shareLogin } from "../../../../tools/pulumi/login.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "login-"))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function credentials(content: string): string {
  const home = join(folder, "user");
  mkdirSync(home);
  writeFileSync(join(home, "credentials.json"), content);
  return home;
}

describe("the login of a Pulumi home", () => {
  test("is what its credentials call the current one", () => {
    expect(currentLogin(credentials('{"current": "s3://bucket"}'))).toBe("s3://bucket");
  });

  test.each(['{"current": ""}', "{}", "null", "no JSON"])("is none with %s", (content) => {
    expect(currentLogin(credentials(content))).toBeUndefined();
  });

  test("is none without credentials", () => {
    expect(currentLogin(folder)).toBeUndefined();
  });
});

describe("a clone's own Pulumi home", () => {
  test("links to the user's credentials, so that tokens stay in one file", async () => {
    const user = credentials('{"current": "s3://bucket"}');
    const own = join(folder, "own");
    await shareLogin(user, own);
    expect(readlinkSync(join(own, "credentials.json"))).toBe(join(user, "credentials.json"));
  });

  test("keeps credentials of its own", async () => {
    const user = credentials('{"current": "s3://bucket"}');
    const own = join(folder, "own");
    mkdirSync(own);
    writeFileSync(join(own, "credentials.json"), "{}");
    await shareLogin(user, own);
    expect(readFileSync(join(own, "credentials.json"), "utf8")).toBe("{}");
  });
});
