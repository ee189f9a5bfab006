import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { findExecutable } from "../../../base/executable.ts";
import { installPackages } from "../../install/apt.ts";
import { installPart, partOf, type Part } from "../../install/part.ts";
import { run } from "../../../base/run.ts";
import type { ScratchImage } from "./image.ts";

const FLAGS = ["-Os", "-static", "-Wall"];

/** Where the program that holds a pod's namespaces is. */
export function pausePart(cache: string, kubernetes: string): Part {
  return partOf(cache, "cluster-pause", [process.arch, kubernetes, ...FLAGS]);
}

/**
 * Compiles Kubernetes' own pause.c.
 *
 * @param kubernetes the version of Kubernetes
 * @param findModule finds the folder of the module k8s.io/kubernetes
 */
export async function installPause(
  cache: string,
  kubernetes: string,
  findModule: () => Promise<string>,
): Promise<void> {
  const part = pausePart(cache, kubernetes);
  await installPart(cache, part, async (folder) => {
    if (findExecutable("cc", process.env["PATH"] ?? "") === undefined) {
      await installPackages(["gcc", "libc6-dev"], () => undefined);
    }
    await mkdir(folder, { recursive: true });
    const source = join(await findModule(), "build", "pause", "linux", "pause.c");
    await run("compiling pause", "cc", [...FLAGS, "-o", join(folder, "pause"), source]);
  });
}

/** The image of every pod's first process. */
export function pauseImage(part: Part): ScratchImage {
  return {
    repository: "muelle/pause",
    entries: [{ kind: "file", path: "/pause", source: join(part.folder, "pause") }],
    entrypoint: ["/pause"],
    user: 65_535,
  };
}
