import type { ImageInputs } from "./image-fields.ts";

type CacheFrom = NonNullable<ImageInputs["cacheFrom"]>[number];
type CacheTo = NonNullable<ImageInputs["cacheTo"]>[number];
type Export = NonNullable<ImageInputs["exports"]>[number];

/** The value of `--cache-from`; undefined for an entry that is switched off. */
export function cacheFromOption(entry: CacheFrom): string | undefined {
  if (entry.disabled === true) return undefined;
  const { raw, registry, local } = entry;
  if (raw !== undefined) return raw;
  if (registry !== undefined) return option("registry", { ref: registry.ref });
  return local && option("local", { src: local.src, digest: local.digest });
}

/** The value of `--cache-to`; undefined for an entry that is switched off. */
export function cacheToOption(entry: CacheTo): string | undefined {
  if (entry.disabled === true) return undefined;
  const { raw, inline, registry, local } = entry;
  if (raw !== undefined) return raw;
  if (inline !== undefined) return option("inline", {});
  if (registry !== undefined) {
    return option("registry", {
      ref: registry.ref,
      mode: registry.mode,
      "ignore-error": registry.ignoreError,
      "oci-mediatypes": registry.ociMediaTypes,
      "image-manifest": registry.imageManifest,
    });
  }
  return local && option("local", { dest: local.dest, mode: local.mode, "ignore-error": local.ignoreError });
}

/** The value of `--output`; undefined for an entry that is switched off. */
export function exportOption(entry: Export): string | undefined {
  if (entry.disabled === true) return undefined;
  const { raw, cacheonly, local, tar } = entry;
  if (raw !== undefined) return raw;
  if (cacheonly !== undefined) return option("cacheonly", {});
  if (local !== undefined) return option("local", { dest: local.dest });
  return tar && option("tar", { dest: tar.dest });
}

/** Docker's notation: comma-separated values, of which those with a comma or a quote are quoted. */
function option(type: string, values: Readonly<Record<string, string | boolean | undefined>>): string {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${value}`],
  );
  return [`type=${type}`, ...given].map(csvField).join(",");
}

/** One field of a comma-separated line. */
export function csvField(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
