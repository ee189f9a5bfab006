import type { ProviderDefinition } from "../kit/index.ts";
import { container } from "./container/container.ts";
import { connect, type Engine } from "./engine/connect.ts";
import { configFaults, readConfig } from "./engine/provider-config.ts";
import { network } from "./network.ts";
import { remoteImage } from "./remote-image.ts";
import { volume } from "./volume.ts";

/** The version of @pulumi/docker that the stand-in answers for. */
const VERSION = "5.2.0";

/** The stand-in for Pulumi's docker provider: the resources that the components use, on the real Docker Engine. */
export const provider: ProviderDefinition<Engine> = {
  name: "docker",
  version: VERSION,
  checkConfig: configFaults,
  configure: (config, log) => connect(readConfig(config), log),
  resources: {
    "docker:index/remoteImage:RemoteImage": remoteImage,
    "docker:index/network:Network": network,
    "docker:index/volume:Volume": volume,
    "docker:index/container:Container": container,
  },
};
