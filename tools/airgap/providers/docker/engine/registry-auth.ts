import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { fromJson, isProperties } from "../../kit/index.ts";
import type { ProviderConfig } from "./provider-config.ts";

/** Credentials as the engine takes them. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly serveraddress: string;
}

type RegistryAuth = NonNullable<ProviderConfig["registryAuth"]>[number];

const DOCKER_HUB = "registry-1.docker.io";

/** The host of the registry that an image reference names; Docker Hub where it names none. */
export function registryOf(image: string): string {
  const slash = image.indexOf("/");
  const first = slash === -1 ? "" : image.slice(0, slash);
  return /[.:]/.test(first) || first === "localhost" ? first : DOCKER_HUB;
}

/** The address without scheme and path, by which registries are compared. */
export function registryHost(address: string): string {
  const host = address.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  return host === "docker.io" || host === "index.docker.io" ? DOCKER_HUB : host;
}

/** The configured credentials by registry host. @throws where a named file cannot be read */
export async function credentialsOf(
  registries: readonly RegistryAuth[],
): Promise<ReadonlyMap<string, Credentials>> {
  const entries = registries
    .filter((registry) => registry.authDisabled !== true)
    .map(async (registry): Promise<[string, Credentials]> => {
      const { username, password } = await loginOf(registry);
      return [registryHost(registry.address), { username, password, serveraddress: registry.address }];
    });
  return new Map(await Promise.all(entries));
}

async function loginOf(registry: RegistryAuth): Promise<{ username: string; password: string }> {
  const { address, username, password, configFile, configFileContent } = registry;
  if (configFileContent !== undefined) return loginFrom(configFileContent, address, "configFileContent");
  if (configFile !== undefined || (username ?? password) === undefined) {
    const path = configFile ?? join(process.env.DOCKER_CONFIG ?? join(homedir(), ".docker"), "config.json");
    return loginFrom(await readFile(path, "utf8"), address, path);
  }
  return {
    username: username ?? process.env.DOCKER_REGISTRY_USER ?? "",
    password: password ?? process.env.DOCKER_REGISTRY_PASS ?? "",
  };
}

/** The login that Docker's config.json holds for a registry. Credential helpers are programs, and not run. */
function loginFrom(json: string, address: string, source: string): { username: string; password: string } {
  const config = fromJson(json);
  const logins = isProperties(config) && isProperties(config.auths) ? Object.entries(config.auths) : [];
  const [, login] = logins.find(([key]) => registryHost(key) === registryHost(address)) ?? [];
  const encoded = isProperties(login) ? login.auth : undefined;
  if (typeof encoded !== "string") {
    throw new Error(
      `docker:registryAuth: ${source} holds no login for ${address} (the stand-in runs no credential helpers); ` +
        "give username and password",
    );
  }
  const plain = Buffer.from(encoded, "base64").toString("utf8");
  const colon = plain.indexOf(":");
  return { username: plain.slice(0, colon), password: plain.slice(colon + 1) };
}
