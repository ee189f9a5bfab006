import { cacheFromOption, cacheToOption, csvField, exportOption } from "./cache-option.ts";
import type { ImageInputs } from "./image-fields.ts";

/** How buildx is called for a build. */
export interface BuildCommand {
  readonly args: readonly string[];
  /** The secrets, by the environment variables that `args` names: a command line is there for all to see. */
  readonly env: Readonly<Record<string, string>>;
  /** The Dockerfile, where it is given inline. */
  readonly stdin: string | undefined;
}

/** Translates an image's inputs; `metadataFile` is where buildx leaves the digest. */
export function buildCommand(inputs: ImageInputs, metadataFile: string): BuildCommand {
  const secrets = Object.entries(inputs.secrets ?? {}).map(([id, value], index) => ({
    id,
    value,
    variable: `MUELLE_BUILD_SECRET_${index}`,
  }));
  const inline = inputs.dockerfile?.inline;
  const args = [
    "build",
    "--progress=rawjson",
    `--metadata-file=${metadataFile}`,
    // As the real provider: an attestation would make an image into an index of images.
    "--provenance=false",
    ...flag("file", inline === undefined ? inputs.dockerfile?.location : "-"),
    ...flag("target", inputs.target),
    ...flag("builder", inputs.builder?.name),
    ...(inputs.platforms === undefined || inputs.platforms.length === 0
      ? []
      : [`--platform=${inputs.platforms.join(",")}`]),
    ...pairs("build-arg", inputs.buildArgs),
    ...pairs("label", inputs.labels),
    ...pairs("build-context", namedContexts(inputs)),
    ...flags("tag", inputs.tags),
    ...flags("add-host", inputs.addHosts),
    ...flags("cache-from", inputs.cacheFrom?.map(cacheFromOption)),
    ...flags("cache-to", inputs.cacheTo?.map(cacheToOption)),
    ...flags("output", inputs.exports?.map(exportOption)),
    ...flags(
      "secret",
      secrets.map(({ id, variable }) => `${csvField(`id=${id}`)},env=${variable}`),
    ),
    ...(inputs.network === "default" ? [] : [`--network=${inputs.network}`]),
    ...(inputs.push ? ["--push"] : []),
    ...(inputs.load ? ["--load"] : []),
    ...(inputs.pull ? ["--pull"] : []),
    ...(inputs.noCache ? ["--no-cache"] : []),
    "--",
    inputs.context?.location ?? ".",
  ];
  const env = Object.fromEntries(secrets.map(({ variable, value }) => [variable, value]));
  return { args, env, stdin: inline };
}

function namedContexts(inputs: ImageInputs): Readonly<Record<string, string>> {
  const named = Object.entries(inputs.context?.named ?? {});
  return Object.fromEntries(named.map(([name, { location }]) => [name, location]));
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined || value === "" ? [] : [`--${name}=${value}`];
}

function flags(name: string, values: readonly (string | undefined)[] = []): readonly string[] {
  return values.flatMap((value) => flag(name, value));
}

function pairs(name: string, values: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `--${name}=${key}=${value}`);
}
