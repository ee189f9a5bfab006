import {
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { configurationService } from "./configuration-service.ts";
import { EngineLog } from "./engine-log.ts";
import type { Provider } from "./resource.ts";
import { resourceService } from "./resource-service.ts";
import { toServiceError } from "./rpc-error.ts";
import { Session } from "./session.ts";

/** How often the provider looks whether the engine that started it still lives. */
const ORPHAN_CHECK_MS = 2_000;

/**
 * Runs the provider as Pulumi's engine expects it: serves gRPC on a free loopback port, prints that port as the
 * first line of stdout, and ends when the engine kills it or is gone.
 */
export async function serve<Connection>(provider: Provider<Connection>): Promise<void> {
  const log = new EngineLog(engineAddress(process.argv.slice(2)));
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(providerGrpc.ResourceProviderService, implementation(new Session(provider, log)));
  const port = await bind(server);
  process.stdout.write(`${port}\n`);
  exitWithEngine();
}

/** The engine's address is the one argument that is no flag. */
function engineAddress(args: readonly string[]): string | undefined {
  return args.find((argument) => !argument.startsWith("-"));
}

function implementation<Connection>(session: Session<Connection>): UntypedServiceImplementation {
  const configuration = configurationService(session);
  const resource = resourceService(session);
  return {
    handshake: unary(configuration.handshake),
    getPluginInfo: unary(configuration.getPluginInfo),
    checkConfig: unary(configuration.checkConfig),
    diffConfig: unary(configuration.diffConfig),
    configure: unary(configuration.configure),
    check: unary(resource.check),
    diff: unary(resource.diff),
    create: unary(resource.create),
    read: unary(resource.read),
    update: unary(resource.update),
    delete: unary(resource.delete),
    cancel: unary(configuration.cancel),
    attach: unary(configuration.attach),
  };
}

function unary<Request, Response>(
  operation: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => operation(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(toServiceError(error));
        },
      );
  };
}

function bind(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/**
 * The engine ends its plugins by SIGINT once they have acknowledged the Cancel call, and waits for seconds where one
 * does not go; Ctrl-C in a terminal reaches only the engine, since a plugin has a process group of its own. The
 * interval is for an engine that was killed.
 */
function exitWithEngine(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, ORPHAN_CHECK_MS).unref();
  process.on("SIGINT", () => process.exit(0));
}
