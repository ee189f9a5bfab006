import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../../base/environment.ts";
import type { CommandContext } from "../context.ts";
import { additions, environment, passphraseFile, type Additions } from "../pulumi/environment.ts";
import { currentLogin, shareLogin } from "../pulumi/login.ts";
import { ensurePassphrase } from "../pulumi/passphrase.ts";
import { askAirgap } from "./airgap.ts";

/** What a finished setup gives. */
export interface Setup {
  /** What the machine offers. */
  readonly machine: Environment;
  /** That, and what belongs to this clone. */
  readonly additions: Additions;
  /** The whole environment for Pulumi and everything that runs it. */
  readonly env: NodeJS.ProcessEnv;
}

/** What a setup is for. */
export interface SetupOptions {
  /** The providers that will be used. @default - those of every platform */
  readonly providers?: readonly string[];
  /** Programs to put on the PATH. @default - none */
  readonly programs?: readonly string[];
  /** Whether `docker compose` has to work. @default false */
  readonly compose?: boolean;
  /** Folders of policy packs that Pulumi will be given. @default - none */
  readonly policyPacks?: readonly string[];
  /** Whether the download hosts are asked again, instead of remembering what they answered. @default false */
  readonly thorough?: boolean;
}

/**
 * Makes everything that is missing, and nothing that is there.
 *
 * @throws EndedWith when something stands in the way, which the user has been told
 */
export async function setUp(context: CommandContext, options: SetupOptions = {}): Promise<Setup> {
  const { root, folders, env } = context;
  const machine = await askAirgap(context, ["setup", ...flags(options)]);
  const home = machine.variables["PULUMI_HOME"];
  const usersHome = env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  // A login made through this clone's own Pulumi home counts before the one in the user's home.
  const login = (home === undefined ? undefined : currentLogin(home)) ?? currentLogin(usersHome);
  const added = additions(machine, { root, folders, env, ...(login === undefined ? {} : { login }) });
  await mkdir(join(root, ".muelle", "state"), { recursive: true });
  if (home !== undefined) await shareLogin(usersHome, home);
  const passphrase = passphraseFile(folders);
  if (added.variables["PULUMI_CONFIG_PASSPHRASE_FILE"] === passphrase) ensurePassphrase(passphrase);
  return { machine, additions: added, env: environment(env, added) };
}

/** The options as airgap's verb `setup` takes them. */
export function flags({
  providers,
  programs = [],
  compose = false,
  policyPacks = [],
  thorough = false,
}: SetupOptions): readonly string[] {
  return [
    ...(providers === undefined ? [] : ["--providers", providers.join(",")]),
    ...(programs.length === 0 ? [] : ["--programs", programs.join(",")]),
    ...(compose ? ["--compose"] : []),
    ...policyPacks.map((pack) => `--policy-pack=${pack}`),
    ...(thorough ? ["--thorough"] : []),
  ];
}
