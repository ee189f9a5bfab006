import type { Definition, StackOptions } from "../program.ts";
import { wholeNumber } from "./whole-number.ts";

/** What `logs` reads from the command line. */
interface LogsFlags extends StackOptions {
  readonly follow?: boolean;
  readonly since?: string;
  readonly tail?: number;
  readonly timestamps?: boolean;
  readonly json?: boolean;
}

/** Adds the commands that look at running services and act on them. */
export function addServiceCommands({ program, onStack, context, exitWith }: Definition): void {
  onStack(program.command("ps"))
    .description("list the replicas of each service, and where the application is reached")
    .option("--json", "print JSON")
    .action(async ({ json = false, ...options }: StackOptions & { json?: boolean }) => {
      const { ps } = await import("../commands/ps.ts");
      await ps(context(options), { json });
    });

  onStack(program.command("logs"))
    .description("print what services have written")
    .argument("[services...]", "services (default: all)")
    .option("-f, --follow", "wait for further lines")
    .option("--since <time>", "only lines after this: 10m, or 2026-01-31T12:00:00Z")
    .option("-n, --tail <count>", "only the last lines of each replica", wholeNumber)
    .option("-t, --timestamps", "print when each line was written")
    .option("--json", "print a line of JSON for each line")
    .action(
      async (
        services: string[],
        { follow = false, since, tail, timestamps = false, json = false, ...options }: LogsFlags,
      ) => {
        const { logs } = await import("../commands/logs.ts");
        await logs(context(options), services, {
          follow,
          timestamps,
          json,
          ...(since === undefined ? {} : { since }),
          ...(tail === undefined ? {} : { tail }),
        });
      },
    );

  addCommandsInside({ program, onStack, context, exitWith });
  addLifecycle({ program, onStack, context, exitWith });
}

function addCommandsInside({ program, onStack, context, exitWith }: Definition): void {
  onStack(program.command("exec"))
    .description("run a command in a replica of a service")
    .argument("<service>")
    .argument("<command...>", "the command and its arguments")
    .option("-r, --replica <number>", "which replica, by its number or name (default: the first healthy one)")
    .option("-T, --no-tty", "give the command no terminal")
    .passThroughOptions()
    .action(
      async (
        service: string,
        command: string[],
        { replica, tty, ...options }: StackOptions & { replica?: string; tty: boolean },
      ) => {
        const { exec } = await import("../commands/exec.ts");
        const chosen = replica === undefined ? { tty } : { tty, replica };
        exitWith(await exec(context(options), service, command, chosen));
      },
    );

  onStack(program.command("run"))
    .description("run a one-off command with a service's image, environment, secrets and network")
    .argument("<service>")
    .argument("<command...>", "the command and its arguments")
    .option("-T, --no-tty", "give the command no terminal")
    .passThroughOptions()
    .action(
      async (service: string, command: string[], { tty, ...options }: StackOptions & { tty: boolean }) => {
        const { run } = await import("../commands/run.ts");
        exitWith(await run(context(options), service, command, { tty }));
      },
    );
}

function addLifecycle({ program, onStack, context }: Definition): void {
  const descriptions = {
    restart: "restart services, each replica after the other",
    stop: "stop services until they are started again (Docker)",
    start: "start services that were stopped (Docker)",
  } as const;
  for (const action of ["restart", "stop", "start"] as const)
    onStack(program.command(action))
      .description(descriptions[action])
      .argument("[services...]", "services (default: all that do not run to their end)")
      .action(async (services: string[], options: StackOptions) => {
        const lifecycle = await import("../commands/lifecycle.ts");
        await lifecycle[action](context(options), services);
      });
}
