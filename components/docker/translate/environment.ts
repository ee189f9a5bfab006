import type { Input } from "@pulumi/pulumi";
import { bound } from "../../application/bound.ts";
import { mapInput } from "../../application/deferred.ts";
import type { Service } from "../../application/index.ts";
import { byName } from "../sorted.ts";

/** The variables of a service's containers. */
export interface ContainerEnvironment {
  /** `NAME=value`, in the order of the names. */
  readonly envs: Input<string>[];
  /** The same as far as it may be hashed: of what comes later, and of secrets, the name alone. */
  readonly hashed: string[];
  /** Names of the variables that come from secrets. */
  readonly secret: readonly string[];
}

/** @param secrets - values of the secrets, marked as secret */
export function translateEnvironment(
  { environment }: Service,
  secrets: Readonly<Record<string, Input<string>>>,
): ContainerEnvironment {
  const envs: Input<string>[] = [];
  const hashed: string[] = [];
  const secret: string[] = [];
  for (const [name, variable] of byName(environment)) {
    const isSecret = variable.type === "secret";
    const value = isSecret ? bound(secrets, variable.secret, "value of the secret") : variable.value;
    envs.push(mapInput(value, (text) => `${name}=${text}`));
    hashed.push(isSecret || typeof value !== "string" ? name : `${name}=${value}`);
    if (isSecret) secret.push(name);
  }
  return { envs, hashed, secret };
}
