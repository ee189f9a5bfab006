import type * as pulumi from "@pulumi/pulumi";
import type { RegistryAccount } from "../image/index.ts";
import type { PullCredentials } from "./kubernetes-config.ts";

/** The account that images are pushed with; undefined: the one that `docker login` left on this machine. */
export function pushAccount(credentials: PullCredentials | undefined): RegistryAccount | undefined {
  if (credentials === undefined || !("username" in credentials)) return undefined;
  return credentials;
}

/** Docker's config.json for the cluster; undefined where no credentials are configured. */
export function registryConfig(
  registry: string | undefined,
  credentials: PullCredentials | undefined,
): pulumi.Output<string> | undefined {
  if (credentials === undefined) return undefined;
  if ("dockerconfigjson" in credentials) return credentials.dockerconfigjson;
  const [host = ""] = (registry ?? "").split("/");
  const { username } = credentials;
  return credentials.password.apply((password) => {
    const auth = Buffer.from(`${username}:${password}`, "utf8").toString("base64");
    return JSON.stringify({ auths: { [host]: { username, password, auth } } });
  });
}
