import { enableCompileCache } from "node:module";

enableCompileCache();
const [{ serve }, { provider }] = await Promise.all([import("../kit/index.ts"), import("./provider.ts")]);
await serve(provider);
