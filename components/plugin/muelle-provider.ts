import * as pulumi from "@pulumi/pulumi";
import { PLUGIN_SERVER, VERSION } from "../../base/package.ts";
import { linkPlugin } from "./plugin.ts";

/**
 * The plugin behind `Readiness` and `NginxConfiguration`. Named by a resource of its own, it starts when that says so,
 * while containers are being created, and not only when the first of them has to be waited for.
 */
export class MuelleProvider extends pulumi.ProviderResource {
  constructor(name: string, opts?: pulumi.CustomResourceOptions) {
    // A plan and a unit test have no engine, and leave the user's home alone.
    if (pulumi.runtime.getEngine() !== undefined) linkPlugin();
    super("muelle", name, {}, { ...opts, version: VERSION, ...downloadedFrom(PLUGIN_SERVER) });
  }
}

function downloadedFrom(server: string | undefined): pulumi.CustomResourceOptions {
  return server === undefined ? {} : { pluginDownloadURL: server };
}
