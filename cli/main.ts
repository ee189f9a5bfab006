#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Before anything else is loaded, so that all of it comes compiled the next time.
enableCompileCache();

// A reader that has seen enough, as in `muelle logs | head`, is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const { muelle } = await import("./muelle.ts");
// What a command has left open, a terminal or a connection, must not keep it from ending.
process.exit(await muelle(process.argv.slice(2), process.env));
