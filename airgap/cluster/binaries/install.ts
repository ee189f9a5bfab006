import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "../../../base/lock.mjs";
import { run } from "../../../base/run.ts";
import type { SetupContext } from "../../setup/context.ts";
import { installGoTools } from "../../cli-plugin.ts";
import { installRuntimeBuildTools } from "../../engine/build-tools.ts";
import { goPart, goPartIsInstalled } from "../../go-tool.ts";
import { CONTAINER_RUNTIME } from "../../tools.ts";
import type { Programs } from "../components/index.ts";
import { installPause } from "../images/pause.ts";
import { debianPart, installDebianPrograms } from "./debian.ts";
import { ADDONS, CALICO, KUBERNETES, KUBERNETES_VERSION } from "./go-programs.ts";

/** Milliseconds in which somebody who waits for the lock looks at it at least once. */
const LET_OTHERS_IN = 500;

/** Gets and builds every program of the cluster, once per user: minutes at first, nothing afterwards. */
export async function installPrograms({ folders: { cache }, progress }: SetupContext): Promise<void> {
  await mkdir(cache, { recursive: true });
  // The same lock as the setup's, which clears away what was left half-built; between two programs others get it.
  const exclusively = (work: () => Promise<void>): Promise<void> => withLock(join(cache, "setup.lock"), work);
  await exclusively(() => installDebianPrograms(cache));
  await exclusively(async () => {
    // The engine has it where the setup has built that; a machine with an engine of its own has not.
    if (goPartIsInstalled(cache, CONTAINER_RUNTIME)) return;
    await installRuntimeBuildTools(() => undefined);
    await installGoTools(cache, CONTAINER_RUNTIME, progress);
  });
  for (const tools of [KUBERNETES, CALICO, ...ADDONS]) {
    if (goPartIsInstalled(cache, tools)) continue;
    await exclusively(async () => {
      if (!goPartIsInstalled(cache, tools)) await installGoTools(cache, tools, progress);
    });
    await sleep(LET_OTHERS_IN);
  }
  await exclusively(() =>
    installPause(cache, KUBERNETES_VERSION, () => moduleFolder("kubernetes", "k8s.io/kubernetes")),
  );
}

/** Where the source of a Go module is, as one of modules/ pins it. */
export async function moduleFolder(pinnedBy: string, module: string): Promise<string> {
  const cwd = join(import.meta.dirname, "..", "..", "modules", pinnedBy);
  await run(`downloading ${module}`, "go", ["mod", "download", module], { cwd });
  return (await run(`finding ${module}`, "go", ["list", "-m", "-f", "{{.Dir}}", module], { cwd })).trim();
}

/** Where the programs are, whether they are there or not. */
export function programs(cache: string): Programs {
  const debian = debianPart(cache).folder;
  const runtime = goPart(cache, CONTAINER_RUNTIME).folder;
  const kubernetes = goPart(cache, KUBERNETES).folder;
  return {
    kubernetes: {
      "kube-apiserver": join(kubernetes, "kube-apiserver"),
      "kube-controller-manager": join(kubernetes, "kube-controller-manager"),
      "kube-proxy": join(kubernetes, "kube-proxy"),
      "kube-scheduler": join(kubernetes, "kube-scheduler"),
      kubectl: join(kubernetes, "kubectl"),
      kubelet: join(kubernetes, "kubelet"),
    },
    etcd: join(debian, "usr", "bin", "etcd"),
    containerd: join(runtime, "containerd"),
    runtimeFolders: [runtime],
    calicoFelix: join(goPart(cache, CALICO).folder, "calico-felix"),
    cniPlugins: [
      join(goPart(cache, CALICO).folder, "calico"),
      ...["host-local", "loopback", "portmap"].map((name) => join(debian, "usr", "lib", "cni", name)),
    ],
  };
}
