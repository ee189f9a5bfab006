import { readFileSync } from "node:fs";
import * as v from "valibot";

const manifest = v.parse(
  v.object({
    version: v.string(),
    pulumi: v.optional(v.object({ server: v.optional(v.string()) })),
  }),
  // Beside base/ both in the repository and in the published package.
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")),
);

/** Version of the package, and of its plugin. */
export const VERSION = manifest.version;

/** Where Pulumi downloads the plugin; undefined where nobody serves it. */
export const PLUGIN_SERVER = manifest.pulumi?.server;
