import { Resolver } from "node:dns/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { MuelleError } from "../../base/errors.ts";
import { API_SERVICE_IP, CLUSTER_DOMAIN, DNS_SERVICE_IP } from "./addresses.ts";

const POLL_MILLISECONDS = 250;

/** Why the cluster's name server does not answer through its Service; undefined when it does. */
export async function askNameServer(): Promise<string | undefined> {
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([DNS_SERVICE_IP]);
  const name = `kubernetes.default.svc.${CLUSTER_DOMAIN}`;
  try {
    const [address] = await resolver.resolve4(name);
    return address === API_SERVICE_IP
      ? undefined
      : `${name} is ${address ?? "nowhere"}, not ${API_SERVICE_IP}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Waits until a Service answers: pods, their network and kube-proxy's rules all work then.
 *
 * @throws MuelleError with the last answer
 */
export async function waitForService(seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const problem = await askNameServer();
    if (problem === undefined) return;
    if (Date.now() > deadline) {
      throw new MuelleError("The cluster does not get ready", [
        {
          path: `Service kube-dns, ${DNS_SERVICE_IP}`,
          message: `it does not answer after ${seconds} s: ${problem}`,
        },
      ]);
    }
    await sleep(POLL_MILLISECONDS);
  }
}
