export { isKept, KeptVolumes, type KeptVolumesArgs } from "./kept-volumes.ts";
export { leftBehind, toldLosses, type LeftVolume, type NewVolume } from "./left-behind.ts";
export { volumeDetails } from "./volume-details.ts";
