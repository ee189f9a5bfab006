import type { Properties } from "../../../../tools/airgap/providers/kit/index.ts";
import { Plugin as AnyPlugin } from "../../support/plugin.ts";

export { leftBehind, type Resource } from "../../support/plugin.ts";

/** The docker stand-in, running. */
export type Plugin = AnyPlugin;

export const Plugin = {
  spawn: (): Promise<Plugin> => AnyPlugin.spawn("docker"),
  start: (config: Properties = {}): Promise<Plugin> => AnyPlugin.start("docker", config),
};
