import { basename, join } from "node:path";
import type { Part } from "../../install/part.ts";
import type { Registry } from "../../registry/registry.ts";
import { debianPart } from "../binaries/debian.ts";
import {
  COREDNS,
  KUBERNETES_VERSION,
  LOCAL_PATH_PROVISIONER,
  METRICS_SERVER,
  TRAEFIK,
} from "../binaries/go-programs.ts";
import { goPart, type GoTools } from "../../go-tool.ts";
import type { ScratchImage } from "./image.ts";
import { pauseImage, pausePart } from "./pause.ts";
import { pushImage } from "./push.ts";

/** The images of the cluster's own pods, by digest. */
export interface ClusterImages {
  readonly pause: string;
  readonly coredns: string;
  readonly metricsServer: string;
  readonly localPathProvisioner: string;
  readonly traefik: string;
  /** A shell with the usual small tools. */
  readonly busybox: string;
}

const SHELL_TOOLS = ["sh", "mkdir", "rm"];

/** Puts the images into the local registry, as far as they are not there. */
export async function pushClusterImages(cache: string, registry: Registry): Promise<ClusterImages> {
  const pause = pausePart(cache, KUBERNETES_VERSION);
  const debian = debianPart(cache);
  const addon = (tools: GoTools): Promise<string> => {
    const part = goPart(cache, tools);
    return pushImage(registry, addonImage(part), basename(part.folder));
  };
  return {
    pause: await pushImage(registry, pauseImage(pause), basename(pause.folder)),
    coredns: await addon(COREDNS),
    metricsServer: await addon(METRICS_SERVER),
    localPathProvisioner: await addon(LOCAL_PATH_PROVISIONER),
    traefik: await addon(TRAEFIK),
    busybox: await pushImage(registry, busyboxImage(debian), basename(debian.folder)),
  };
}

function addonImage({ name, folder }: Part): ScratchImage {
  return {
    repository: `muelle/${name}`,
    entries: [
      { kind: "file", path: `/${name}`, source: join(folder, name) },
      { kind: "folder", path: "/tmp", mode: 0o1777 },
    ],
    entrypoint: [`/${name}`],
    user: 65_532,
  };
}

function busyboxImage({ folder }: Part): ScratchImage {
  return {
    repository: "muelle/busybox",
    entries: [
      { kind: "file", path: "/bin/busybox", source: join(folder, "bin", "busybox") },
      ...SHELL_TOOLS.map((tool) => ({ kind: "link", path: `/bin/${tool}`, target: "busybox" }) as const),
    ],
    entrypoint: ["/bin/sh"],
    user: 0,
  };
}
