import { join } from "node:path";
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
export async function pushClusterImages(cache: string, registry: string): Promise<ClusterImages> {
  return {
    pause: await pushImage(registry, pauseImage(pausePart(cache, KUBERNETES_VERSION))),
    coredns: await pushImage(registry, addonImage(cache, COREDNS)),
    metricsServer: await pushImage(registry, addonImage(cache, METRICS_SERVER)),
    localPathProvisioner: await pushImage(registry, addonImage(cache, LOCAL_PATH_PROVISIONER)),
    traefik: await pushImage(registry, addonImage(cache, TRAEFIK)),
    busybox: await pushImage(registry, busyboxImage(cache)),
  };
}

function addonImage(cache: string, tools: GoTools): ScratchImage {
  const { name } = tools;
  return {
    repository: `muelle/${name}`,
    entries: [
      { kind: "file", path: `/${name}`, source: join(goPart(cache, tools).folder, name) },
      { kind: "folder", path: "/tmp", mode: 0o1777 },
    ],
    entrypoint: [`/${name}`],
    user: 65_532,
  };
}

function busyboxImage(cache: string): ScratchImage {
  return {
    repository: "muelle/busybox",
    entries: [
      { kind: "file", path: "/bin/busybox", source: join(debianPart(cache).folder, "bin", "busybox") },
      ...SHELL_TOOLS.map((tool) => ({ kind: "link", path: `/bin/${tool}`, target: "busybox" }) as const),
    ],
    entrypoint: ["/bin/sh"],
    user: 0,
  };
}
