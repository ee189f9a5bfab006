import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { MuelleError } from "../../base/errors.ts";
import { run, tryRun } from "../../base/run.ts";
import type { CommandContext } from "../context.ts";
import type { Setup } from "../environment/set-up.ts";
import { applicationSecrets } from "./application-secrets.ts";
import { localBackend } from "./environment.ts";
import { useLocalCluster } from "./local-cluster.ts";

const SECRET_BYTES = 24;
/** The name in Pulumi.yaml. */
export const PROJECT = "muelle";

/**
 * Makes a stack of this clone ready to be brought up by whoever has just cloned it: one of which there is only the
 * configuration is created, with a value for each secret, and a Kubernetes stack that names no cluster gets the local
 * one. Stacks kept elsewhere are for their team to prepare.
 */
export async function prepareOwnStack(
  context: CommandContext,
  stack: string,
  setup: Pick<Setup, "env" | "machine">,
): Promise<void> {
  const { env } = setup;
  if (env["PULUMI_BACKEND_URL"] !== localBackend(context.root)) return;
  if (!existsSync(join(context.root, `Pulumi.${stack}.yaml`))) return;
  if (!existsSync(join(context.root, ".muelle", "state", ".pulumi", "stacks", PROJECT, `${stack}.json`)))
    await prepareStack(context, stack, env);
  await useLocalCluster(context, stack, setup);
}

/** Creates the stack if there is none, and gives each secret that the application needs and lacks a random value. */
export async function prepareStack(
  { root, progress }: CommandContext,
  stack: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const options = { cwd: root, env };
  if (!(await stackExists(root, stack, env))) {
    await createStack(root, stack, env);
    progress.line(`Created the stack ${stack}.`);
  }
  for (const name of await applicationSecrets(root, await applicationName(root, stack, env))) {
    const key = ["--stack", stack, "--path", `muelle:secrets.${name}`];
    const { code } = await tryRun("pulumi", ["config", "get", ...key], options);
    if (code === 0) continue;
    // On its standard input: a command line can be read by everybody on the machine.
    const input = randomBytes(SECRET_BYTES).toString("base64url");
    await run(`setting the secret ${name}`, "pulumi", ["config", "set", "--secret", ...key], {
      ...options,
      input,
    });
    progress.line(`Set muelle:secrets.${name} to a random value, encrypted in Pulumi.${stack}.yaml.`);
  }
}

async function createStack(root: string, stack: string, env: NodeJS.ProcessEnv): Promise<void> {
  const what = `creating the stack ${stack}`;
  await run(what, "pulumi", ["stack", "init", stack], { cwd: root, env }).catch((error: unknown) => {
    // The engine has no code of its own for this.
    if (!(error instanceof MuelleError && error.message.includes("incorrect passphrase"))) throw error;
    throw new MuelleError(`${what} failed`, [
      {
        path: `Pulumi.${stack}.yaml`,
        message: "its secrets are encrypted with another passphrase than that of this machine",
        hint: "Give theirs in PULUMI_CONFIG_PASSPHRASE, or take `encryptionsalt` and the `secure:` values out of the file.",
      },
    ]);
  });
}

async function applicationName(root: string, stack: string, env: NodeJS.ProcessEnv): Promise<string> {
  const what = `reading the configuration of the stack ${stack}`;
  const json = await run(what, "pulumi", ["config", "--json", "--stack", stack], { cwd: root, env });
  // Pulumi prints the stack's values with the defaults of Pulumi.yaml; secrets have no value here.
  const config = JSON.parse(json) as Readonly<Record<string, { readonly value?: string } | undefined>>;
  return config["muelle:application"]?.value ?? "";
}

async function stackExists(root: string, stack: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const json = await run("listing the stacks", "pulumi", ["stack", "ls", "--json"], { cwd: root, env });
  const stacks: unknown = JSON.parse(json);
  return Array.isArray(stacks) && stacks.some((entry: unknown) => nameOf(entry) === stack);
}

function nameOf(entry: unknown): unknown {
  return typeof entry === "object" && entry !== null && "name" in entry ? entry.name : undefined;
}
