import * as pulumi from "@pulumi/pulumi";

/**
 * The plugin behind `Readiness` and `NginxConfiguration`. Named by a resource of its own, it starts when that says so,
 * while containers are being created, and not only when the first of them has to be waited for.
 */
export class MuelleProvider extends pulumi.ProviderResource {
  constructor(name: string, opts?: pulumi.ResourceOptions) {
    super("muelle", name, {}, opts);
  }
}
