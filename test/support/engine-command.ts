import { existsSync } from "node:fs";
import { runProgram } from "./run-program.ts";

/** Stops or starts the Docker Engine: the one that Muelle started, or systemd's. */
export async function engineCommand(directory: string, action: "start" | "stop"): Promise<void> {
  const [program, ...args] = existsSync("/run/systemd/system")
    ? (["sudo", "systemctl", action, "docker"] as const)
    : (["npm", "run", "-s", "engine", "--", action] as const);
  const { code, output } = await runProgram(program, args, { cwd: directory });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${output}`);
}
