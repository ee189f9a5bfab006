import { delimiter, join } from "node:path";
import type { Environment } from "../../base/environment.ts";
import type { UserFolders } from "../../base/user-folders.ts";
import { kubeconfigVariable } from "./local-cluster.ts";

/** What the environment depends on beside the machine. */
export interface EnvironmentInput {
  readonly root: string;
  readonly folders: UserFolders;
  /** The environment that the user called from. */
  readonly env: NodeJS.ProcessEnv;
  /** The backend that the user is logged in to. @default - none */
  readonly login?: string;
}

/** What Muelle adds to the user's environment. */
export interface Additions {
  /** Put before the PATH. */
  readonly path: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** The state of a clone's own stacks. */
export function localBackend(root: string): string {
  return `file://${join(root, ".muelle", "state")}`;
}

/** The file with the passphrase of a user's local stacks. */
export function passphraseFile({ config }: UserFolders): string {
  return join(config, "passphrase");
}

/** Adds what belongs to this clone to what the machine offers; pure. */
export function additions(
  machine: Pick<Environment, "path" | "variables" | "cluster">,
  { root, folders, env, login }: EnvironmentInput,
): Additions {
  const loggedIn = isSet(env["PULUMI_BACKEND_URL"]) || isSet(env["PULUMI_ACCESS_TOKEN"]);
  const backend = loggedIn ? undefined : (login ?? localBackend(root));
  const isLocal = (env["PULUMI_BACKEND_URL"] ?? backend) === localBackend(root);
  const hasPassphrase =
    env["PULUMI_CONFIG_PASSPHRASE"] !== undefined || isSet(env["PULUMI_CONFIG_PASSPHRASE_FILE"]);
  return {
    path: [join(root, "node_modules", ".bin"), ...machine.path],
    variables: {
      MUELLE_ROOT: root,
      NODE_COMPILE_CACHE: env["NODE_COMPILE_CACHE"] ?? join(folders.cache, "compile-cache"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...(backend === undefined ? {} : { PULUMI_BACKEND_URL: backend }),
      ...(isLocal && !hasPassphrase ? { PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile(folders) } : {}),
      ...kubeconfigVariable(env, machine.cluster?.kubeconfig),
      ...machine.variables,
    },
  };
}

/** The whole environment, with what Muelle adds. */
export function environment(env: NodeJS.ProcessEnv, { path, variables }: Additions): NodeJS.ProcessEnv {
  return { ...env, ...variables, PATH: [...path, env["PATH"] ?? ""].join(delimiter) };
}

/**
 * The environment without what another clone's shell-env put there: that clone's state must not be used from this one.
 */
export function withoutOtherClone(env: NodeJS.ProcessEnv, root: string): NodeJS.ProcessEnv {
  const other = env["MUELLE_ROOT"];
  if (other === undefined || other === root) return env;
  const belongs = (value: string | undefined): boolean =>
    value === other ||
    value?.startsWith(`${other}/`) === true ||
    value?.startsWith(`file://${other}/`) === true;
  const kept = Object.entries(env).filter(([, value]) => !belongs(value));
  const path = (env["PATH"] ?? "").split(delimiter).filter((folder) => !belongs(folder));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}

/** Lines for a POSIX shell that make its environment this one; values are quoted, PATH is put in front. */
export function exportLines({ path, variables }: Additions): string {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`);
  return [...lines, `export PATH=${quote(path.join(delimiter))}"${delimiter}$PATH"`].join("\n");
}

function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
