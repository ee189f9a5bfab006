import { enableCompileCache } from "node:module";

// Before anything else is loaded, so that all of it comes compiled the next time.
enableCompileCache();

const { main } = await import("@pulumi/pulumi/provider/server.js");
const { resetOptions } = await import("@pulumi/pulumi/runtime/settings.js");
const { endWithEngine } = await import("../components/end-with-engine.ts");
const { provider } = await import("./provider.ts");

const [engine = ""] = process.argv.slice(2);
endWithEngine(engine);
// The engine's address is where warnings go; Pulumi's own server tells it to components alone.
resetOptions("muelle", "", 1, engine, "", false, "");
await main(provider, process.argv.slice(2));
