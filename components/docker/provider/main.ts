import { enableCompileCache } from "node:module";

// Before anything else is loaded, so that all of it comes compiled the next time.
enableCompileCache();

const { main } = await import("@pulumi/pulumi/provider/server.js");
const { provider } = await import("./provider.ts");

await main(provider, process.argv.slice(2));
