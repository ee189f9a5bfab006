import type { Service } from "./application-model.ts";

/** Names of the secrets that a service's containers get, as files or as variables; each once, sorted. */
export function secretsAtRunTime({
  secrets,
  environment,
}: Pick<Service, "secrets" | "environment">): string[] {
  const files = secrets.map(({ source }) => source);
  const variables = Object.values(environment).flatMap((variable) =>
    variable.type === "secret" ? [variable.secret] : [],
  );
  return [...new Set([...files, ...variables])].sort();
}
