import { join } from "node:path";
import { defineConfig } from "vitest/config";

const MINUTE = 60_000;

/** Once is enough here; `npm run test:faults` asks for many requests and many rounds. */
const provide = { requests: 1, rounds: 1, rate: 200 };

/** Tests that need the machine for themselves: they count requests under load, stop the engine or prune its images. */
const ALONE =
  "test/e2e/docker/{bad-versions,engine-restart,gunicorn,killed-engine,multiprocess,notes,photos*,predict,replicas,updates}.test.ts";

/** Most of their time these tests wait, for Pulumi's providers or for health: two of them have room on two cores. */
const SIDE_BY_SIDE = { fileParallelism: true, maxWorkers: 2 } as const;

export default defineConfig({
  root: join(import.meta.dirname, ".."),
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          // The tests build their own world, so that one process serves many files and loads Pulumi's SDKs once.
          isolate: false,
          // By default one core is left alone.
          maxWorkers: 2,
          // The first plan of a process loads the SDK of Kubernetes; on a busy machine that takes a while.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "providers",
          include: ["test/standin/**/*.test.ts", "test/providers/docker/**/*.test.ts"],
          sequence: { groupOrder: 1 },
          testTimeout: 5 * MINUTE,
          hookTimeout: 10 * MINUTE,
          ...SIDE_BY_SIDE,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/{docker,project}/**/*.test.ts"],
          exclude: [ALONE],
          provide,
          sequence: { groupOrder: 2 },
          testTimeout: 10 * MINUTE,
          hookTimeout: 15 * MINUTE,
          ...SIDE_BY_SIDE,
        },
      },
      {
        test: {
          name: "alone",
          include: [ALONE],
          provide,
          sequence: { groupOrder: 3 },
          testTimeout: 10 * MINUTE,
          hookTimeout: 15 * MINUTE,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "cluster",
          include: ["test/cluster/**/*.test.ts"],
          // It makes and removes a cluster, and a machine can have one only: before those that use one.
          sequence: { groupOrder: 4 },
          testTimeout: 5 * MINUTE,
          // The first one on a machine is compiled.
          hookTimeout: 60 * MINUTE,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "cluster-providers",
          include: ["test/providers/kubernetes/**/*.test.ts"],
          globalSetup: ["test/support/leave-cluster.ts"],
          sequence: { groupOrder: 5 },
          testTimeout: 5 * MINUTE,
          hookTimeout: 60 * MINUTE,
          ...SIDE_BY_SIDE,
        },
      },
      {
        test: {
          name: "kubernetes",
          include: ["test/e2e/kubernetes/**/*.test.ts"],
          globalSetup: ["test/support/leave-cluster.ts"],
          sequence: { groupOrder: 6 },
          // The cluster needs its share of the machine.
          provide: { ...provide, rate: 100 },
          testTimeout: 10 * MINUTE,
          hookTimeout: 60 * MINUTE,
          fileParallelism: false,
        },
      },
    ],
  },
});
