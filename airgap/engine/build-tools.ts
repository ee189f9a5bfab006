import { findExecutable } from "../../base/executable.ts";
import { installPackages } from "../install/apt.ts";
import { tryRun } from "../../base/run.ts";

/** Programs that compiling runc or running dockerd needs, with the Debian packages that bring them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  gcc: "gcc",
  "pkg-config": "pkg-config",
  iptables: "iptables",
};

/** The library that runc's filters of system calls are made by. */
const SECCOMP = { library: "libseccomp", package: "libseccomp-dev" };

/** The Debian packages that an engine built from Go modules needs, and that are not there. */
export async function missingForEngine(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const path = `${env["PATH"] ?? ""}:/usr/sbin:/sbin`;
  const programs = Object.entries(PROGRAMS)
    .filter(([name]) => findExecutable(name, path) === undefined)
    .map(([, name]) => name);
  const { code } = await tryRun("pkg-config", ["--exists", SECCOMP.library], { env });
  return code === 0 ? programs : [...programs, SECCOMP.package];
}

/** Installs what is missing to compile the container runtime. */
export async function installRuntimeBuildTools(onLine: (line: string) => void): Promise<void> {
  const packages = await missingForEngine(process.env);
  if (packages.length > 0) await installPackages(packages, onLine);
}
