import { join } from "node:path";
import { defineApplication } from "../components/index.ts";
import { application as spec } from "../test/e2e/applications/traffic/application.ts";
import { StackOnEngine } from "../test/support/stack-on-engine.ts";
import { Compose } from "./compose.ts";
import { Muelle } from "./muelle.ts";

/** The test application `traffic` with three replicas, brought up by Muelle and by Compose beside each other, from the same image. */
export interface TrafficSystems {
  readonly muelle: Muelle;
  readonly compose: Compose;
  /** Address (`host:port`) of one of Muelle's replicas, past every load balancer. */
  readonly replica: string;
}

const SECRETS = { token: "bench-token" };

/** Brings both up, works with them, and removes both, whatever happens. */
export async function withTrafficSystems<T>(work: (systems: TrafficSystems) => Promise<T>): Promise<T> {
  const muelle = await Muelle.create("traffic", SECRETS);
  try {
    await muelle.up();
    const directory = join(import.meta.dirname, "..", "test", "e2e", "applications", "traffic");
    const application = defineApplication(spec, { directory });
    const compose = await Compose.create(application, await muelle.images(), SECRETS);
    try {
      await compose.first();
      return await work({ muelle, compose, replica: await replicaOf(muelle) });
    } finally {
      await compose.remove();
    }
  } finally {
    await muelle.project.remove();
  }
}

async function replicaOf(muelle: Muelle): Promise<string> {
  const engine = new StackOnEngine(muelle.project.stack);
  const [id] = await engine.containersOf("web");
  if (id === undefined) throw new Error("there is no replica");
  const { NetworkSettings } = await engine.inspect(id);
  const [network] = Object.values(NetworkSettings.Networks);
  if (network === undefined) throw new Error("the replica has no network");
  return `${network.IPAddress}:8000`;
}
