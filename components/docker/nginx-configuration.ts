import * as pulumi from "@pulumi/pulumi";
import { packageVersion } from "../plugin/index.ts";

/** What nginx is to do, and where. */
export interface NginxConfigurationArgs {
  /** Id of the load balancer's container. */
  readonly container: pulumi.Input<string>;
  /** The main file; known at preview. */
  readonly configuration: string;
  /** Addresses (`name:port`) of each upstream's servers by the upstream's name. */
  readonly servers: Readonly<Record<string, pulumi.Input<pulumi.Input<string>[]>>>;
  /** Port of the HTTP listener inside the container. */
  readonly port: number;
}

/**
 * The configuration of a running nginx. A change is tested beside the one in force and then taken over by a graceful
 * reload; the container is not replaced, and a preview shows an update.
 */
export class NginxConfiguration extends pulumi.CustomResource {
  constructor(name: string, args: NginxConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    super("muelle:docker:NginxConfiguration", name, { ...args, ...packageVersion() }, opts);
  }
}
