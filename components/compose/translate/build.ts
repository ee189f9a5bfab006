import type { BuildSpec, ServiceSpec } from "../../application/spec.ts";
import { nameOf, type Context, type Subject } from "./context.ts";
import { given, unlessEmpty } from "./given.ts";

/** The image of a service, or how it is built. */
export function imageOf(
  { service: { image, build, platform }, at }: Subject,
  { names, report }: Context,
): Pick<ServiceSpec, "image" | "build"> {
  if (build === undefined) return given({ image });
  if (image !== undefined)
    report.say([...at, "image"], {
      verdict: "approximated",
      reason: "a built image is named by its content",
    });
  const args = Object.entries(build.args ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const platforms = build.platforms ?? (platform === undefined ? [] : [platform]);
  const spec: BuildSpec = {
    context: build.context ?? ".",
    ...given({
      dockerfile: build.dockerfile === "Dockerfile" ? undefined : build.dockerfile,
      target: build.target === "" ? undefined : build.target,
      args: unlessEmpty(Object.fromEntries(args)),
      secrets: unlessEmpty((build.secrets ?? []).map(({ source = "" }) => nameOf(names.secrets, source))),
      platforms: unlessEmpty(platforms),
      cacheFrom: unlessEmpty(build.cache_from ?? []),
      cacheTo: unlessEmpty(build.cache_to ?? []),
    }),
  };
  return { build: spec };
}
