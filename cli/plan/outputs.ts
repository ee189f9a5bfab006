import { createHash } from "node:crypto";
import { openSecrets } from "../../components/testing/recording.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The digest of an image that is yet to be pushed. An update deploys by the real one, which only the registry tells;
 * where a plan is written down, the tag stands, which comes from the image's content as well.
 */
export const PENDING_DIGEST = `sha256:${"0".repeat(64)}`;

/** What providers would answer, as far as other resources ask for it. Names are the same in every plan. */
export function outputs(type: string, name: string, inputs: Fields): Record<string, unknown> {
  if (type === "docker-build:index:Image") return { digest: PENDING_DIGEST };
  if (type === "docker:index/remoteImage:RemoteImage") return { imageId: inputs["name"] };
  if (type.startsWith("docker:")) return { name: inputs["name"] ?? name };
  if (type.startsWith("kubernetes:")) return { metadata: namedMetadata(name, inputs) };
  return {};
}

/**
 * An object's metadata with a name. What Pulumi would name anew with every version is named by its content here, so
 * that here too a changed Secret is another one.
 */
export function namedMetadata(name: string, inputs: Fields): Fields {
  const metadata = inputs["metadata"];
  const given: Fields = typeof metadata === "object" && metadata !== null ? { ...metadata } : {};
  if (given["name"] !== undefined) return given;
  const content = JSON.stringify(sorted(openSecrets(inputs)));
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return { ...given, name: `${name}-${hash}` };
}

/** The same value with its keys in order: it is hashed as it was given and as it was recorded. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
