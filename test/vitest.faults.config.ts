import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { ROWS_FILE } from "./support/fault-table/record.ts";
import { FaultTableReporter } from "./support/fault-table/reporter.ts";

const MINUTE = 60_000;

process.env[ROWS_FILE] = join(mkdtempSync(join(tmpdir(), "muelle-faults-")), "rows.jsonl");

/** The long form of what `npm test` tries once, and the faults that take too long for it. */
export default defineConfig({
  root: join(import.meta.dirname, ".."),
  test: {
    reporters: ["default", new FaultTableReporter()],
    projects: [
      {
        test: {
          name: "docker",
          include: ["test/e2e/docker/{updates,bad-versions}.test.ts", "test/faults/docker/**/*.test.ts"],
          sequence: { groupOrder: 1 },
          provide: { requests: 100_000, rounds: 20, rate: 500 },
          testTimeout: 60 * MINUTE,
          hookTimeout: 15 * MINUTE,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "kubernetes",
          include: [
            "test/e2e/kubernetes/{updates,bad-versions}.test.ts",
            "test/faults/kubernetes/**/*.test.ts",
          ],
          sequence: { groupOrder: 2 },
          provide: { requests: 100_000, rounds: 20, rate: 350 },
          globalSetup: ["test/support/leave-cluster.ts"],
          testTimeout: 60 * MINUTE,
          hookTimeout: 60 * MINUTE,
          fileParallelism: false,
        },
      },
    ],
  },
});
