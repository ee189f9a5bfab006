import { join } from "node:path";
import { defineConfig } from "vitest/config";

const MINUTE = 60_000;

/** Once is enough here; `npm run test:faults` asks for many requests and many rounds. */
const provide = { requests: 1, rounds: 1, rate: 200 };

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
          // The first plan of a process loads the SDK of Kubernetes; on a busy machine that takes a while.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "standin",
          include: ["test/standin/**/*.test.ts"],
          sequence: { groupOrder: 1 },
          testTimeout: 5 * MINUTE,
          hookTimeout: 10 * MINUTE,
          // The real engine has two cores to itself at most.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "providers",
          include: ["test/providers/docker/**/*.test.ts"],
          sequence: { groupOrder: 2 },
          testTimeout: 5 * MINUTE,
          hookTimeout: 10 * MINUTE,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/{docker,project}/**/*.test.ts"],
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
          name: "kubernetes",
          include: ["test/providers/kubernetes/**/*.test.ts", "test/e2e/kubernetes/**/*.test.ts"],
          sequence: { groupOrder: 5 },
          // The cluster needs its share of the machine.
          provide: { ...provide, rate: 100 },
          globalSetup: ["test/support/leave-cluster.ts"],
          testTimeout: 10 * MINUTE,
          hookTimeout: 60 * MINUTE,
          fileParallelism: false,
        },
      },
    ],
  },
});
