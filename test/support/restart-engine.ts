import { existsSync } from "node:fs";
import { runProgram } from "./run-program.ts";

/** Stops and starts the Docker Engine: the one that Muelle started, or systemd's. */
export async function restartEngine(directory: string): Promise<void> {
  const commands = existsSync("/run/systemd/system")
    ? [["sudo", "systemctl", "restart", "docker"]]
    : [
        ["npm", "run", "-s", "engine", "--", "stop"],
        ["npm", "run", "-s", "engine", "--", "start"],
      ];
  for (const [program = "", ...args] of commands) {
    const { code, output } = await runProgram(program, args, { cwd: directory });
    if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${output}`);
  }
}
