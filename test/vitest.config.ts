import { join } from "node:path";
import { defineConfig } from "vitest/config";

const MINUTE = 60_000;

export default defineConfig({
  root: join(import.meta.dirname, ".."),
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          // The tests build their own world; nothing of it is shared, so one process serves many files.
          isolate: true,
        },
      },
      {
        test: {
          name: "standin",
          include: ["test/standin/**/*.test.ts"],
          testTimeout: 5 * MINUTE,
          hookTimeout: 10 * MINUTE,
          // The real engine has two cores to itself at most.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          testTimeout: 10 * MINUTE,
          hookTimeout: 15 * MINUTE,
          fileParallelism: false,
        },
      },
    ],
  },
});
