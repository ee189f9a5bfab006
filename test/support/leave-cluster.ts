import { leaveCluster } from "./cluster.ts";

/** After the last test: removes the cluster that the tests made. */
export async function teardown(): Promise<void> {
  await leaveCluster();
}
