import { readdirSync } from "node:fs";
import { join } from "node:path";
import { moduleFolder } from "../binaries/install.ts";

/** The resource definitions of the Gateway API's standard channel, in its Go module: the version that Traefik uses. */
export async function gatewayApiFiles(): Promise<readonly string[]> {
  const folder = join(await moduleFolder("traefik", "sigs.k8s.io/gateway-api"), "config", "crd", "standard");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => join(folder, name));
}
