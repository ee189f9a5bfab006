import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An account on a registry. */
export interface Registry {
  readonly address: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/** Docker's configuration with these accounts in it, beside those that are there. */
export function withAccounts(config: Json, registries: readonly Registry[]): Json {
  const known = registries.filter(({ username }) => username !== undefined);
  const auths = known.map(({ address, username, password }) => {
    const auth = Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64");
    return [authKey(address), { auth }] as const;
  });
  // An account in the file counts only where no credential helper stands before it.
  const helpers = known.map(({ address }) => [authKey(address), ""] as const);
  return {
    ...config,
    auths: { ...section(config, "auths"), ...Object.fromEntries(auths) },
    credHelpers: { ...section(config, "credHelpers"), ...Object.fromEntries(helpers) },
  };
}

/**
 * Calls `work` with the environment variables by which Docker's tools find a configuration with these accounts. It
 * is in a folder that only this user may read, and gone afterwards; the user's own is not touched.
 */
export async function loggedIn<T>(
  registries: readonly Registry[],
  folder: string,
  work: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (registries.every(({ username }) => username === undefined)) return work({});
  const own = mkdtempSync(join(tmpdir(), "muelle-docker-config-"));
  try {
    const config = withAccounts(readConfig(join(folder, "config.json")), registries);
    writeFileSync(join(own, "config.json"), JSON.stringify(config), { mode: 0o600 });
    if (existsSync(join(folder, "contexts"))) symlinkSync(join(folder, "contexts"), join(own, "contexts"));
    // The builders stay known: buildx keeps them below the configuration.
    const builders = process.env["BUILDX_CONFIG"] ?? join(folder, "buildx");
    return await work({ DOCKER_CONFIG: own, BUILDX_CONFIG: builders });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Docker Hub's account stands under its old address. */
function authKey(address: string): string {
  return /^(https:\/\/)?(index\.)?docker\.io(\/|$)/.test(address) ? "https://index.docker.io/v1/" : address;
}

function readConfig(path: string): Json {
  if (!existsSync(path)) return {};
  const config: unknown = JSON.parse(readFileSync(path, "utf8"));
  return isJson(config) ? config : {};
}

function section(config: Json, key: string): Json {
  const value = config[key];
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
