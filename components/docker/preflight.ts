import { createServer } from "node:net";
import Docker from "dockerode";
import type { ApplicationModel, Fault } from "../application/index.ts";
import { isOf } from "./labels.ts";
import { listenersOf, routesOf } from "./nginx/routes.ts";

/** What is about to be deployed. */
export interface PreflightArgs {
  readonly application: ApplicationModel;
  readonly stack: string;
  /** Address on the host that ports are bound to. */
  readonly address: string;
  /** Port on the host for all routes. */
  readonly port: number;
}

/** A port of the host that the stack wants, and where the wish stands. */
export interface WantedPort {
  readonly path: string;
  readonly address: string;
  readonly port: number;
}

/** What only the machine can tell before anything is changed: are the ports free? */
export async function preflight(args: PreflightArgs, engine = new Docker()): Promise<readonly Fault[]> {
  // The ports of another machine cannot be tried from here; its engine will say when one is taken.
  if (process.env["DOCKER_HOST"]?.startsWith("unix://") === false) return [];
  const taken = await Promise.all(wantedPorts(args).map((wanted) => portFault(engine, args, wanted)));
  return taken.filter((fault) => fault !== undefined);
}

/** The ports of the host that an application wants. */
export function wantedPorts({
  application,
  address,
  port,
}: Pick<PreflightArgs, "application" | "address" | "port">): WantedPort[] {
  const listeners = listenersOf(application).filter(({ protocol }) => protocol === "tcp");
  return [
    ...(routesOf(application).length > 0 ? [{ path: "muelle:port", address, port }] : []),
    ...listeners.map(({ path, hostIp, published }) => ({
      path,
      address: hostIp ?? address,
      port: published,
    })),
  ];
}

async function portFault(
  engine: Docker,
  { application, stack }: PreflightArgs,
  { path, address, port }: WantedPort,
): Promise<Fault | undefined> {
  const code = await bindError(address, port);
  if (code === undefined) return undefined;
  if (code !== "EADDRINUSE") return { path, message: `the port ${address}:${port} cannot be bound: ${code}` };
  const owners = await engine.listContainers({ filters: { publish: [String(port)] } });
  if (owners.some(({ Labels }) => isOf({ application: application.name, stack }, Labels))) return undefined;
  const [owner] = owners;
  const who =
    owner === undefined ? "another process" : `the container ${owner.Names[0]?.slice(1) ?? owner.Id}`;
  return {
    path,
    message: `the port ${address}:${port} is taken by ${who}`,
    hint: "Free it, or choose another one, for example: pulumi config set muelle:port 8081",
  };
}

function bindError(address: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ host: address, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}
