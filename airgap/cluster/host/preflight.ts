import { createServer } from "node:net";
import { MuelleError, type Fault } from "../../../base/errors.ts";
import { findExecutable } from "../../../base/executable.ts";
import { tryRun } from "../../../base/run.ts";
import { installMachineTools } from "../binaries/machine-tools.ts";
import { BRIDGE, CLUSTER_CIDR, LISTENERS, NODE_IP, type Listener } from "../addresses.ts";
import { bridgeExists } from "./bridge.ts";
import { overlaps } from "./cidr.ts";
import { machineHasKubernetesRules } from "./firewall.ts";

/** Programs that must be there to get all others. */
const NEEDED: Readonly<Record<string, string>> = {
  "apt-get":
    "The cluster's programs come from Debian packages and Go modules: use Debian or a relative of it.",
  "dpkg-deb":
    "The cluster's programs come from Debian packages and Go modules: use Debian or a relative of it.",
  go: "Install Go 1.26 or newer: https://go.dev/dl",
};

const HERE = "npm run cluster";
const SUMMARY = "The cluster cannot run here";

/** What every command needs. @throws MuelleError saying what this machine or user lacks */
export function checkUser(): void {
  const fault = (path: string, message: string, hint: string): MuelleError =>
    new MuelleError(SUMMARY, [{ path, message, hint }]);
  if (process.platform !== "linux") {
    throw fault(
      process.platform,
      "a Kubernetes node of its own needs Linux",
      "Use Docker Desktop's Kubernetes, kind, k3d or minikube, and set kubernetes:kubeconfig and kubernetes:context.",
    );
  }
  if (process.getuid?.() !== 0) {
    throw fault(
      `user ${process.getuid?.() ?? ""}`,
      "containers, networks and firewall rules are for root to make",
      `Run it as root: sudo ${HERE} -- up`,
    );
  }
}

/**
 * What a new cluster needs.
 *
 * @throws MuelleError naming everything that stands in the way, before anything is changed
 */
export async function checkMachine(): Promise<void> {
  const missing = missingPrograms();
  if (missing.length > 0) throw new MuelleError(SUMMARY, missing);
  // Without these nothing more can be found out.
  await installMachineTools();
  const faults = await occupied();
  if (faults.length > 0) throw new MuelleError(SUMMARY, faults);
}

function missingPrograms(): readonly Fault[] {
  return Object.entries(NEEDED)
    .filter(([name]) => findExecutable(name, process.env["PATH"] ?? "") === undefined)
    .map(([name, hint]) => ({ path: name, message: "this program is missing", hint }));
}

async function occupied(): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  if (await machineHasKubernetesRules()) {
    faults.push({
      path: "iptables",
      message: "there are chains of a Kubernetes that is not this one's",
      hint:
        "A machine can have one node only. Use that cluster (kubernetes:kubeconfig, kubernetes:context); " +
        `if it is a leftover of this one, remove it: ${HERE} -- down`,
    });
  }
  if (await bridgeExists()) {
    faults.push({
      path: BRIDGE,
      message: "there is a network interface of that name",
      hint: `If it is a leftover of this cluster, remove it: ${HERE} -- down`,
    });
  }
  faults.push(...(await overlappingRoutes()));
  for (const listener of Object.values(LISTENERS)) faults.push(...(await portFault(listener)));
  return faults;
}

async function overlappingRoutes(): Promise<readonly Fault[]> {
  const { stdout } = await tryRun("ip", ["-4", "route", "show"]);
  return stdout
    .split("\n")
    .map((route) => route.split(" ")[0] ?? "")
    .filter((destination) => overlaps(destination, CLUSTER_CIDR))
    .map((destination) => ({
      path: `route to ${destination}`,
      message: `it overlaps ${CLUSTER_CIDR}, the cluster's pods and Services`,
      hint: "Leave that network (a VPN?) while the cluster runs.",
    }));
}

/** The node's address is not there yet: who listens on all addresses would be in the way. */
async function portFault({ component, host, port }: Listener): Promise<readonly Fault[]> {
  const reason = await whyNotFree(host === NODE_IP ? "0.0.0.0" : host, port);
  if (reason === undefined) return [];
  return [
    {
      path: `port ${port}`,
      message: `${component} cannot listen there: ${reason}`,
      hint: `See who does: ss -ltnp 'sport = :${port}'`,
    },
  ];
}

function whyNotFree(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => {
      resolve(error.message);
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}
