import { isDockerContainer } from "../read/docker.ts";
import { containersOf } from "../read/kubernetes.ts";
import { textOf } from "../read/values.ts";
import { eachResource, type Rule } from "../rule.ts";
import type { Resource } from "../resource.ts";

interface UsedImage {
  readonly where: string;
  readonly reference: string;
}

function imagesOf(resource: Resource): readonly UsedImage[] {
  if (isDockerContainer(resource)) {
    const reference = textOf(resource.props["image"]);
    return reference === undefined ? [] : [{ where: "the container", reference }];
  }
  if (resource.type === "docker:index/remoteImage:RemoteImage") {
    const reference = textOf(resource.props["name"]);
    return reference === undefined ? [] : [{ where: "the image", reference }];
  }
  return podImagesOf(resource);
}

function podImagesOf(resource: Resource): readonly UsedImage[] {
  return containersOf(resource).flatMap(({ name, spec }) => {
    const reference = textOf(spec["image"]);
    return reference === undefined ? [] : [{ where: `container ${name}`, reference }];
  });
}

/** An engine's own id, or a digest: no tag that could come to mean something else. */
function isFixed(reference: string): boolean {
  return reference.startsWith("sha256:") || reference.includes("@sha256:");
}

function tagOf(reference: string): string | undefined {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const colon = name.indexOf(":");
  return colon < 0 ? undefined : name.slice(colon + 1);
}

/** `latest` is what a registry has at the moment: nobody knows what runs, or what an update would change. */
export const noLatest: Rule = {
  id: "no-latest",
  title: "Images are named with a version",
  reason:
    "latest, or no tag at all, is whatever the registry has at the moment; a restart can change what runs",
  source: "Kubernetes: Images, Image names",
  fix: "name the version: image: postgres:17",
  check: eachResource((resource) =>
    imagesOf(resource)
      .filter(({ reference }) => !isFixed(reference) && (tagOf(reference) ?? "latest") === "latest")
      .map(({ where, reference }) => `${where} uses ${reference}, which has no version`),
  ),
};

/** What runs in production is what was tested, bit by bit. */
export const imageByDigest: Rule = {
  id: "image-by-digest",
  title: "Images in production are named by digest",
  reason: "a tag can be pushed again; only a digest says which image it is, and was scanned and tested",
  source: "Kubernetes: Images, Image names; CIS Kubernetes Benchmark 5.5.1",
  fix: "build with Muelle, which deploys by digest, or write image: name@sha256:...",
  check: eachResource((resource) =>
    podImagesOf(resource)
      .filter(({ reference }) => !isFixed(reference))
      .map(({ where, reference }) => `${where} uses ${reference}, which is no digest`),
  ),
};
