import { tryRun } from "../../base/run.ts";

/** What came of the first stack, in a sentence for the user; undefined where all is done. */
export type StackOutcome = string | undefined;

/**
 * Makes the stack `dev`, unless the project has a stack, and says where it runs. A user who is not logged in, or whose
 * backend wants a passphrase, does it by hand: nothing is asked here.
 */
export async function setUpStack(
  folder: string,
  platform: string,
  env: NodeJS.ProcessEnv,
): Promise<StackOutcome> {
  const pulumi = (...args: string[]): ReturnType<typeof tryRun> =>
    tryRun("pulumi", [...args, "--non-interactive"], { cwd: folder, env });
  const byHand = `pulumi stack init dev && pulumi config set muelle:platform ${platform}`;
  if ((await pulumi("whoami")).code !== 0) return `pulumi login && ${byHand}`;
  const listed = await pulumi("stack", "ls", "--json");
  if (listed.code === 0 && listed.stdout.trim() !== "[]") return undefined;
  if ((await pulumi("stack", "init", "dev")).code !== 0) return byHand;
  const set = await pulumi("config", "set", "muelle:platform", platform);
  return set.code === 0 ? undefined : `pulumi config set muelle:platform ${platform}`;
}
