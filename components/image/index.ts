export { buildFaults } from "./build-faults.ts";
export { contentHash, contentTag, imageKey } from "./content-hash.ts";
export { ImageBuild, type ImageBuildArgs } from "./image-build.ts";
export { imageFaults } from "./image-faults.ts";
export type { ImageSource, KnownSource } from "./image-source.ts";
export { registryFaults } from "./registry-faults.ts";
export { buildServiceImage, forEachImage, pulledImage, type ServiceImagesArgs } from "./service-images.ts";
export type { RegistryAccount } from "./translate.ts";
