import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loggedIn, withAccounts } from "../../../../../airgap/providers/docker-build/registry-login.ts";

const CI = { address: "r.example.com", username: "ci", password: "p" };
const AUTH = { auth: Buffer.from("ci:p").toString("base64") };

describe("Docker's configuration with an account", () => {
  it("keeps what is there", () => {
    const config = {
      currentContext: "desktop",
      auths: { "other.example.com": { auth: "x" } },
      credsStore: "desktop",
    };
    expect(withAccounts(config, [CI])).toEqual({
      currentContext: "desktop",
      credsStore: "desktop",
      auths: { "other.example.com": { auth: "x" }, "r.example.com": AUTH },
      credHelpers: { "r.example.com": "" },
    });
  });

  it.each(["docker.io", "index.docker.io", "https://index.docker.io/v1/"])(
    "knows %s under its old address",
    (address) => {
      expect(withAccounts({}, [{ ...CI, address }])["auths"]).toEqual({
        "https://index.docker.io/v1/": AUTH,
      });
    },
  );

  it("leaves out a registry without an account", () => {
    const anonymous = { address: "r.example.com", username: undefined, password: undefined };
    expect(withAccounts({}, [anonymous])["auths"]).toEqual({});
  });
});

describe("being logged in", () => {
  function dockerConfig(): string {
    const folder = mkdtempSync(join(tmpdir(), "muelle-login-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    mkdirSync(join(folder, "contexts"));
    writeFileSync(join(folder, "config.json"), JSON.stringify({ currentContext: "desktop" }));
    return folder;
  }

  it("lasts for the work alone, in a file for this user alone", async () => {
    const folder = dockerConfig();
    const own = await loggedIn([CI], folder, (env) => {
      const path = join(env["DOCKER_CONFIG"] ?? "", "config.json");
      expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({
        currentContext: "desktop",
        auths: { "r.example.com": AUTH },
      });
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(existsSync(join(env["DOCKER_CONFIG"] ?? "", "contexts"))).toBe(true);
      expect(env["BUILDX_CONFIG"]).toBe(join(folder, "buildx"));
      return Promise.resolve(env["DOCKER_CONFIG"] ?? "");
    });
    expect(existsSync(own)).toBe(false);
    expect(JSON.parse(readFileSync(join(folder, "config.json"), "utf8"))).toEqual({
      currentContext: "desktop",
    });
  });

  it("ends when the work fails, too", async () => {
    let own = "";
    const work = loggedIn([CI], dockerConfig(), (env) => {
      own = env["DOCKER_CONFIG"] ?? "";
      return Promise.reject(new Error("no"));
    });
    await expect(work).rejects.toThrow("no");
    expect([own === "", existsSync(own)]).toEqual([false, false]);
  });

  it("is the user's own configuration where no account is given", async () => {
    expect(await loggedIn([], "/nowhere", (env) => Promise.resolve(env))).toEqual({});
  });
});
