import { findExecutable } from "../../../base/executable.ts";
import { installPackages } from "../../install/apt.ts";

/** Small tools that components call by name, with the packages that bring them; none starts a service. */
const TOOLS: Readonly<Record<string, string>> = {
  ip: "iproute2",
  "iptables-save": "iptables",
  ipset: "ipset",
  umount: "mount",
};

/** Installs those of the machine's own tools that it lacks. */
export async function installMachineTools(): Promise<void> {
  const path = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`;
  const packages = Object.entries(TOOLS)
    .filter(([name]) => findExecutable(name, path) === undefined)
    .map(([, name]) => name);
  if (packages.length > 0) await installPackages(packages, () => undefined);
}
