import { readFile } from "node:fs/promises";
import { join } from "node:path";
import prettier from "prettier";
import { loadPlatform, platformNames } from "../../components/deploy/platforms.ts";
import { readSettings } from "../../components/deploy/settings.ts";
import { defineApplication } from "../../components/index.ts";
import { readInterfaces } from "./read-interfaces.ts";
import { renderReference } from "./render-reference.ts";
import { type Verdicts, verdictsOf } from "./verdicts.ts";

/** Where it is kept, from the project's folder. */
export const REFERENCE = join("docs", "reference.md");

/** The reference of the application model, as it should be kept. */
export async function reference(root: string): Promise<string> {
  const file = join("components", "application", "spec.ts");
  const interfaces = readInterfaces(file, await readFile(join(root, file), "utf8"));
  const text = renderReference(interfaces, await verdictsByPlatform());
  const target = join(root, REFERENCE);
  return prettier.format(text, { ...(await prettier.resolveConfig(target)), filepath: target });
}

/** The verdicts of all platforms, each as it is for an application that says next to nothing. */
async function verdictsByPlatform(): Promise<Readonly<Record<string, Verdicts>>> {
  const plain = defineApplication({ name: "plain", services: { web: { image: "web" } } });
  const verdicts: Record<string, Verdicts> = {};
  for (const platform of await Promise.all(platformNames().map(loadPlatform))) {
    if (platform === undefined) continue;
    const { fidelity } = platform.configure({}, readSettings().settings);
    verdicts[platform.title] = verdictsOf(fidelity(plain));
  }
  return verdicts;
}
