import { readFile } from "node:fs/promises";
import { join } from "node:path";
import prettier from "prettier";
import { dockerFidelity } from "../../components/docker/fidelity.ts";
import { kubernetesFidelity } from "../../components/kubernetes/fidelity.ts";
import { defaultSettings } from "../../components/kubernetes/settings.ts";
import { readInterfaces } from "./read-interfaces.ts";
import { renderReference } from "./render-reference.ts";
import { verdictsOf } from "./verdicts.ts";

/** Where it is kept, from the project's folder. */
export const REFERENCE = join("docs", "reference.md");

/** The reference of the application model, as it should be kept. */
export async function reference(root: string): Promise<string> {
  const file = join("components", "application", "spec.ts");
  const interfaces = readInterfaces(file, await readFile(join(root, file), "utf8"));
  const text = renderReference(interfaces, {
    Docker: verdictsOf(dockerFidelity),
    Kubernetes: verdictsOf(kubernetesFidelity(defaultSettings, {})),
  });
  const target = join(root, REFERENCE);
  return prettier.format(text, { ...(await prettier.resolveConfig(target)), filepath: target });
}
