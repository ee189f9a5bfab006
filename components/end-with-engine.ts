import { connect } from "node:net";

/** Between two looks, in milliseconds. */
const INTERVAL = 1000;

/**
 * Ends this process, a program or a provider, soon after Pulumi's engine. An engine that is killed cannot tell them to
 * go: a provider would stay for ever, and a program's handler of errors, which reports them to the engine, can go round
 * and round and fill the memory.
 * @param address - of the engine's RPC, `HOST:PORT`; nothing is done where there is none, as in unit tests
 */
export function endWithEngine(address: string | undefined): void {
  const { hostname: host = "", port = "" } = URL.parse(`tcp://${address ?? ""}`) ?? {};
  if (port === "") return;
  setInterval(() => {
    const socket = connect({ host, port: Number(port), timeout: INTERVAL });
    socket.unref();
    socket.once("connect", () => socket.destroy());
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") process.exit(1);
    });
  }, INTERVAL).unref();
}
