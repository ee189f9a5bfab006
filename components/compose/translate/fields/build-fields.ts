import type { ServiceTable } from "./paths.ts";
import { approximated, exact, refused, unless } from "./rule.ts";

const BY_CONTENT = "a built image is named by its content";
const ALWAYS = "an image is built when its content changes";

/** What becomes of the fields of `build`. */
export const buildFields = {
  "build.context": refused(
    "the context is not a folder of this machine",
    "clone it, and name the folder",
    (value) => typeof value === "string" && !isFolder(value),
  ),
  "build.dockerfile": exact("`build.dockerfile`"),
  "build.dockerfile_inline": refused(
    "a Dockerfile is a file",
    "write it to a file, and name that in `dockerfile`",
  ),
  "build.target": exact("`build.target`"),
  "build.args": exact("`build.args`"),
  "build.secrets.*.source": exact("`build.secrets`"),
  "build.secrets.*.target": refused(
    "a build knows a secret by its own name",
    "give the secret the name that the Dockerfile asks for",
    (value, { item }) =>
      item.build?.secrets?.some(({ source, target }) => target === value && source !== value) === true,
  ),
  "build.secrets.*.uid": approximated("the file belongs to root in a build"),
  "build.secrets.*.gid": approximated("the file belongs to root in a build"),
  "build.secrets.*.mode": approximated("the file can be read by everybody in a build"),
  "build.platforms": exact("`build.platforms`"),
  "build.cache_from": exact("`build.cacheFrom`"),
  "build.cache_to": exact("`build.cacheTo`"),
  "build.additional_contexts": refused(
    "a build has one context",
    "copy what it needs into it, or build that as a stage of the same Dockerfile",
  ),
  "build.entitlements": refused("a build gets no more rights than others", "build it without them"),
  "build.privileged": refused("a build gets no more rights than others", "build it without them"),
  "build.ssh": refused("a build gets no keys of SSH", "use a secret of the build"),
  "build.extra_hosts": refused("a build knows the hosts that its builder knows", "give them to the builder"),
  "build.network": approximated("a build has its builder's own network", undefined, unless("default")),
  "build.isolation": approximated("only Windows knows it", undefined, unless("default")),
  "build.labels": approximated("labels of an image change nothing in what runs; it has none"),
  "build.tags": approximated(BY_CONTENT),
  "build.no_cache": approximated(ALWAYS),
  "build.no_cache_filter": approximated(ALWAYS),
  "build.pull": approximated(ALWAYS, "name the image of FROM by its digest"),
  "build.provenance": approximated("attestations are those of the builder"),
  "build.sbom": approximated(
    "attestations are those of the builder; `muelle sbom` lists what an image holds",
  ),
  "build.shm_size": approximated("a build has what its builder gives it"),
  "build.ulimits": approximated("a build has what its builder gives it"),
} satisfies Partial<ServiceTable>;

function isFolder(context: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(context);
}
