import * as v from "valibot";

/** An object of Kubernetes, as far as the benchmark looks at it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const STATE = v.object({
  deployment: v.object({
    resources: v.array(v.object({ type: v.string(), inputs: v.optional(v.unknown()) })),
  }),
});

const MANIFEST = v.looseObject({ kind: v.string(), metadata: v.looseObject({ name: v.string() }) });

const ENVELOPE = v.object({ "4dabf18193072939515e22adb298388d": v.string(), plaintext: v.string() });

/** The manifests in an exported state. */
export function manifestsOf(state: unknown): readonly Manifest[] {
  return v
    .parse(STATE, state)
    .deployment.resources.filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ inputs }) => v.parse(MANIFEST, plain(inputs)));
}

/** A value without what Pulumi wraps around secrets, and without its own keys. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const secret = v.safeParse(ENVELOPE, value);
  if (secret.success) return plain(JSON.parse(secret.output.plaintext));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !key.startsWith("__"))
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
