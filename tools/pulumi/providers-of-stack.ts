import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDERS } from "./providers.ts";

/** The providers that a stack of this clone uses; undefined where nothing tells its platform. */
export function providersOfStack(root: string, stack: string | undefined): readonly string[] | undefined {
  const file = join(root, `Pulumi.${stack ?? ""}.yaml`);
  if (stack === undefined || !existsSync(file)) return undefined;
  const [, platform] = /^\s+"?muelle:platform"?:\s*"?(\w+)/m.exec(readFileSync(file, "utf8")) ?? [];
  return platform === "kubernetes" ? PROVIDERS.kubernetes : PROVIDERS.docker;
}
