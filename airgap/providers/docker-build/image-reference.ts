/**
 * The output `ref`: the first tag that names its registry, with the digest; else the first tag as it is. Empty where
 * there is no tag.
 */
export function imageReference(tags: readonly string[], digest: string): string {
  const pushed = digest === "" ? undefined : tags.find(namesRegistry);
  return pushed === undefined ? (tags[0] ?? "") : withDigest(pushed, digest);
}

/** A tag with its digest, by which a registry is asked for exactly this image. */
export function withDigest(tag: string, digest: string): string {
  return `${/:[^/]+$/.test(tag) ? tag : `${tag}:latest`}@${digest}`;
}

/** Whether a tag begins with the host of a registry: `localhost`, or something with a dot or a port. */
export function namesRegistry(tag: string): boolean {
  const [host = "", ...path] = tag.split("/");
  return path.length > 0 && (host === "localhost" || /[.:]/.test(host));
}
