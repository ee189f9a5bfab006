import * as pulumi from "@pulumi/pulumi";
import { VERSION } from "../../base/package.ts";

/** The input by which a resource of the plugin tells it which package asks. Checked by the plugin, and never stored. */
export const PACKAGE_VERSION = "packageVersion";

/** What every resource of the plugin has among its inputs. A plan has no plugin, and shows what is kept. */
export function packageVersion(): Readonly<Record<string, string>> {
  return pulumi.runtime.getEngine() === undefined ? {} : { [PACKAGE_VERSION]: VERSION };
}

/**
 * Why a plugin cannot serve a program; undefined where it can. Pulumi itself looks for a plugin of the right version,
 * but takes whatever Pulumi.yaml or the PATH names.
 *
 * @param asked - version of the program's package
 * @param plugin - version of the plugin
 */
export function packageVersionFault(asked: unknown, plugin: string): string | undefined {
  if (asked === plugin) return undefined;
  return (
    `the program's npm package muelle is ${typeof asked === "string" ? `of version ${asked}` : "an earlier one"}, ` +
    `and the plugin muelle that Pulumi found is of version ${plugin}. ` +
    "Pulumi took it from plugins.providers in Pulumi.yaml or from the PATH: remove it there, or let both be of one version."
  );
}
