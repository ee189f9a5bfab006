import { tryRun } from "../../base/run.ts";
import { MuelleError } from "../../components/application/errors.ts";

/** Where to get Pulumi, said wherever it is missing. */
export const INSTALL_PULUMI = "Install it: https://www.pulumi.com/docs/install/";

/**
 * Runs Pulumi in a project's folder.
 *
 * @param what - what is being done, for the error
 * @returns what it printed
 * @throws {MuelleError} with what Pulumi said, or where there is no Pulumi
 */
export async function pulumi(
  what: string,
  args: readonly string[],
  { folder, env }: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
): Promise<string> {
  const options = { cwd: folder, env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" } };
  const { code, stdout, stderr } = await tryRun("pulumi", [...args, "--non-interactive"], options);
  if (code === 0) return stdout;
  if (code === 127) {
    throw new MuelleError("Pulumi is not installed.", [
      { path: "pulumi", message: "there is no such program on the PATH", hint: INSTALL_PULUMI },
    ]);
  }
  throw new MuelleError(`Pulumi failed while ${what}.`, [
    { path: `pulumi ${args.join(" ")}`, message: stderr.trim().replace(/^error: /, "") },
  ]);
}
