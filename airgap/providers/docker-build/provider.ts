import type { Provider } from "../kit/index.ts";
import { Builder, type ImageBuilder } from "./builder.ts";
import { image } from "./image.ts";
import { configFaults, readConfig } from "./provider-config.ts";

/** The version of @pulumi/docker-build that the stand-in answers for. */
const VERSION = "0.0.22";

/** The stand-in for Pulumi's docker-build provider: images, built by the real buildx. */
export const provider: Provider<ImageBuilder> = {
  name: "docker-build",
  version: VERSION,
  checkConfig: configFaults,
  configure: (config) => {
    const { host, registries } = readConfig(config);
    return new Builder(host, registries);
  },
  resource: image,
};
