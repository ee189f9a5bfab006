import { type Context, say } from "../context.ts";
import { platformOf } from "../platforms/platform.ts";
import { chooseApplications, type ChosenService, chooseServices } from "../stack/choose.ts";

/** `muelle restart`: restarts the named services, or all, each replica after the other. */
export async function restart(context: Context, names: readonly string[]): Promise<void> {
  await each(context, await servers(context, names), "restart");
}

/** `muelle stop`: stops the named services, or all, those first that need others. */
export async function stop(context: Context, names: readonly string[]): Promise<void> {
  await each(context, (await servers(context, names)).toReversed(), "stop");
}

/** `muelle start`: starts the named services, or all, those first that others need. */
export async function start(context: Context, names: readonly string[]): Promise<void> {
  await each(context, await servers(context, names), "start");
}

/** What has run to its end is not run again because others are restarted, but because somebody names it. */
async function servers(context: Context, names: readonly string[]): Promise<readonly ChosenService[]> {
  const chosen = chooseServices(await chooseApplications(context), names);
  return names.length > 0 ? chosen : chosen.filter(({ service }) => service.lifetime === "server");
}

async function each(
  context: Context,
  chosen: readonly ChosenService[],
  action: "restart" | "stop" | "start",
): Promise<void> {
  for (const { deployed, service } of chosen) {
    const platform = await platformOf(deployed, context);
    await platform[action](service, say);
  }
}
