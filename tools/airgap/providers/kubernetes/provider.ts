import type { ProviderDefinition } from "../kit/index.ts";
import { connect, type Connection } from "./cluster/connect.ts";
import { diffConfig } from "./cluster/diff-config.ts";
import { configFaults, readConfig } from "./cluster/provider-config.ts";
import { parseToken } from "./manifest/token.ts";
import { kindHandler } from "./resource/handler.ts";

/** The version of @pulumi/kubernetes that the stand-in answers for. */
const VERSION = "4.34.2";

/** The stand-in for Pulumi's kubernetes provider: every kind of a real Kubernetes API. */
export const provider: ProviderDefinition<Connection> = {
  name: "kubernetes",
  version: VERSION,
  checkConfig: configFaults,
  diffConfig,
  configure: (config, log) => connect(readConfig(config), log),
  resources: {},
  otherResource: (token) => kindHandler(parseToken(token)),
};
