// The entry of every npm script: `node tools/run.mjs COMMAND [ARGUMENTS]`. Runs on Node 20 or newer with nothing
// installed, makes the dependencies and the pinned Node available, and hands over to main.ts.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bootstrap } from "./bootstrap/bootstrap.mjs";
import { handOver } from "./bootstrap/hand-over.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

try {
  const node = await bootstrap(root);
  process.exitCode = await handOver(node, [join(root, "tools", "main.ts"), ...process.argv.slice(2)], root);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
