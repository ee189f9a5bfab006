import type { Context } from "../context.ts";
import { platformOf } from "../platforms/platform.ts";
import { chooseApplications, chooseService } from "../stack/choose.ts";
import { ownTerminal } from "../terminal/terminal.ts";

/** What `muelle run` was asked for. */
export interface RunOptions {
  /** Whether the command gets a terminal where there is one. */
  readonly tty: boolean;
}

/** `muelle run`: runs a one-off command with a service's image, environment and network; returns its exit code. */
export async function run(
  context: Context,
  name: string,
  command: readonly string[],
  { tty }: RunOptions,
): Promise<number> {
  const found = chooseService(await chooseApplications(context), name);
  // Only where secrets have to be copied must Pulumi open the state, for which it may ask for a passphrase.
  const { deployed, service } =
    found.service.files === "encrypted"
      ? chooseService(await chooseApplications(context, true), name)
      : found;
  const platform = await platformOf(deployed, context);
  return platform.run(service, command, ownTerminal(tty));
}
