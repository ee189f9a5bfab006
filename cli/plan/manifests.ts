import { stringify } from "yaml";
import { secretOf } from "../../components/deploy/secrets.ts";
import { namedMetadata, PENDING_DIGEST } from "./outputs.ts";
import { readable } from "./unknown.ts";
import type { RecordedResource } from "../../components/testing/recording.ts";

/** Name of the file with all manifests. */
export const MANIFESTS_FILE = "kubernetes.yaml";

const HEAD = `# Written by \`npm run plan\` from the resources that \`pulumi up\` would create on Kubernetes.
# Each [secret NAME] stands for the value of a secret. Images that are built have their tag, which comes from their
# content; an update deploys them by the digest that the registry tells.
`;

type Fields = Readonly<Record<string, unknown>>;

/** What others need comes before them. */
const FIRST: readonly string[] = [
  "Namespace",
  "NetworkPolicy",
  "ServiceAccount",
  "Secret",
  "ConfigMap",
  "PersistentVolumeClaim",
  "Service",
];

/** The manifests of a stack on Kubernetes, as a file for \`kubectl apply\`. */
export function manifests(resources: readonly RecordedResource[]): string {
  const documents = objectsOf(resources)
    .map(
      (object) => JSON.parse(readable(JSON.stringify(object)).replaceAll(`@${PENDING_DIGEST}`, "")) as Fields,
    )
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map((object) => `---\n${stringify(object, { lineWidth: 0, version: "1.1" })}`);
  return [HEAD, ...documents].join("");
}

/** The objects of Kubernetes among the resources, in the order of their names. */
export function objectsOf(resources: readonly RecordedResource[]): readonly Fields[] {
  return resources
    .filter(({ inputs }) => typeof inputs["apiVersion"] === "string" && typeof inputs["kind"] === "string")
    .map(({ name, inputs }) => withPlainSecrets({ ...inputs, metadata: namedMetadata(name, inputs) }));
}

function rankOf({ kind }: Fields): number {
  const rank = FIRST.indexOf(String(kind));
  return rank < 0 ? FIRST.length : rank;
}

/** A Secret with its placeholders as they are, not in Base64. */
function withPlainSecrets(object: Fields): Fields {
  const { kind, data, ...rest } = object;
  if (kind !== "Secret" || typeof data !== "object" || data === null) return object;
  const decoded = Object.entries(data).map(([key, value]) => {
    const text = Buffer.from(String(value), "base64").toString("utf8");
    return [key, secretOf(text) === undefined ? undefined : text] as const;
  });
  const known = decoded.filter(([, text]) => text !== undefined);
  const opaque = Object.entries(data).filter(([key]) => !known.some(([name]) => name === key));
  return {
    kind,
    ...rest,
    ...(opaque.length === 0 ? {} : { data: Object.fromEntries(opaque) }),
    ...(known.length === 0 ? {} : { stringData: Object.fromEntries(known) }),
  };
}
