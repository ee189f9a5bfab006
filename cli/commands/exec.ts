import { MuelleError } from "../../components/application/errors.ts";
import type { Context } from "../context.ts";
import { platformOf, type Replica } from "../platforms/platform.ts";
import { chooseApplications, chooseService } from "../stack/choose.ts";
import { ownTerminal } from "../terminal/terminal.ts";

/** What `muelle exec` was asked for. */
export interface ExecOptions {
  /** The replica, by its number or its name. @default - the first that is healthy */
  readonly replica?: string;
  /** Whether the command gets a terminal where there is one. */
  readonly tty: boolean;
}

/** `muelle exec`: runs a command in a replica of a service; returns its exit code. */
export async function exec(
  context: Context,
  name: string,
  command: readonly string[],
  options: ExecOptions,
): Promise<number> {
  const { deployed, service } = chooseService(await chooseApplications(context), name);
  const platform = await platformOf(deployed, context);
  const replicas = (await platform.replicas()).filter((replica) => replica.service === service.name);
  const replica = chooseReplica(name, replicas, options.replica);
  return platform.exec(replica, command, ownTerminal(options.tty));
}

/**
 * The replica to run a command in: the one that was named, or the first that is healthy, or that runs at all.
 * @throws {MuelleError} where there is none
 */
export function chooseReplica(service: string, replicas: readonly Replica[], named?: string): Replica {
  const running = replicas.filter((replica) => replica.running);
  const found =
    named === undefined
      ? (running.find(({ health }) => health === "healthy" || health === undefined) ?? running[0])
      : running.find(({ name, number }) => name === named || number === named);
  if (found !== undefined) return found;
  if (named !== undefined && running.length > 0)
    throw new MuelleError("There is no such replica.", [
      {
        path: `--replica ${named}`,
        message: `${service} has ${running.map(({ number }) => number).join(", ")}`,
      },
    ]);
  const states = replicas.map(({ name, state }) => `${name} is ${state}`).join(", ");
  throw new MuelleError("Nothing runs that a command could run in.", [
    {
      path: service,
      message: states === "" ? "it has no replica" : states,
      hint: `Run the command in a replica of its own: muelle run ${service} COMMAND`,
    },
  ]);
}
