import type { ClusterImages } from "../images/cluster-images.ts";
import { coredns } from "./coredns.ts";
import { localPathProvisioner } from "./local-path-provisioner.ts";
import type { Addon } from "./manifest.ts";
import { metricsServer } from "./metrics-server.ts";
import { traefik } from "./traefik.ts";

/** What the addons need to know of their cluster. */
export interface AddonsArgs {
  readonly images: ClusterImages;
  /** The machine's folder for persistent volumes. */
  readonly storage: string;
  /** Whether there is a name server for names outside of the cluster. */
  readonly forwards: boolean;
}

/** Everything that runs in the cluster's own pods. */
export function allAddons({ images, storage, forwards }: AddonsArgs): readonly Addon[] {
  return [
    coredns(images.coredns, forwards),
    metricsServer(images.metricsServer),
    localPathProvisioner({ image: images.localPathProvisioner, helperImage: images.busybox, storage }),
    traefik(images.traefik),
  ];
}
