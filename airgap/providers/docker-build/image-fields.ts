import type { ImageArgs, types } from "@pulumi/docker-build";
import { Platform } from "@pulumi/docker-build/types/enums/index.js";
import {
  boolean,
  list,
  map,
  object,
  oneOf,
  optional,
  required,
  string,
  unsupported,
  withDefault,
  type FieldsOf,
  type Parsed,
} from "../kit/index.ts";
import { registries } from "./registry-fields.ts";

const useRaw = unsupported("say the same in Docker's own notation, as `raw`");

const cacheFrom = {
  disabled: optional(boolean),
  raw: optional(string),
  registry: optional(object({ ref: required(string) } satisfies FieldsOf<types.input.CacheFromRegistryArgs>)),
  local: optional(
    object({
      src: required(string),
      digest: optional(string),
    } satisfies FieldsOf<types.input.CacheFromLocalArgs>),
  ),
  azblob: useRaw,
  gha: useRaw,
  s3: useRaw,
} satisfies FieldsOf<types.input.CacheFromArgs>;

const mode = optional(oneOf("min", "max"));

const cacheTo = {
  disabled: optional(boolean),
  raw: optional(string),
  inline: optional(object({})),
  registry: optional(
    object({
      ref: required(string),
      mode,
      ignoreError: optional(boolean),
      ociMediaTypes: optional(boolean),
      imageManifest: optional(boolean),
      compression: useRaw,
      compressionLevel: useRaw,
      forceCompression: useRaw,
    } satisfies FieldsOf<types.input.CacheToRegistryArgs>),
  ),
  local: optional(
    object({
      dest: required(string),
      mode,
      ignoreError: optional(boolean),
      compression: useRaw,
      compressionLevel: useRaw,
      forceCompression: useRaw,
    } satisfies FieldsOf<types.input.CacheToLocalArgs>),
  ),
  azblob: useRaw,
  gha: useRaw,
  s3: useRaw,
} satisfies FieldsOf<types.input.CacheToArgs>;

const exported = {
  disabled: optional(boolean),
  raw: optional(string),
  cacheonly: optional(object({})),
  local: optional(object({ dest: required(string) } satisfies FieldsOf<types.input.ExportLocalArgs>)),
  tar: optional(object({ dest: required(string) } satisfies FieldsOf<types.input.ExportTarArgs>)),
  docker: useRaw,
  image: useRaw,
  oci: useRaw,
  registry: useRaw,
} satisfies FieldsOf<types.input.ExportArgs>;

/** Every argument of docker-build's `Image`. */
export const imageFields = {
  context: optional(
    object({
      location: required(string),
      named: optional(
        map(object({ location: required(string) } satisfies FieldsOf<types.input.ContextArgs>)),
      ),
    } satisfies FieldsOf<types.input.BuildContextArgs>),
  ),
  dockerfile: optional(
    object({
      location: optional(string),
      inline: optional(string),
    } satisfies FieldsOf<types.input.DockerfileArgs>),
  ),
  target: optional(string),
  buildArgs: optional(map(string)),
  secrets: optional(map(string)),
  platforms: optional(list(oneOf(...Object.values(Platform)))),
  tags: optional(list(string)),
  labels: optional(map(string)),
  cacheFrom: optional(list(object(cacheFrom))),
  cacheTo: optional(list(object(cacheTo))),
  exports: optional(list(object(exported))),
  push: required(boolean),
  load: withDefault(boolean, false),
  pull: withDefault(boolean, false),
  noCache: withDefault(boolean, false),
  network: withDefault(oneOf("default", "host", "none"), "default"),
  addHosts: optional(list(string)),
  builder: optional(object({ name: optional(string) } satisfies FieldsOf<types.input.BuilderConfigArgs>)),
  registries,
  ignoreSecretsInDiffCalculation: optional(list(string)),
  buildOnPreview: withDefault(boolean, true),
  exec: optional(boolean),
  ssh: unsupported("it forwards no SSH agent"),
} satisfies FieldsOf<ImageArgs>;

/** The inputs of an image as typed values. */
export type ImageInputs = Parsed<typeof imageFields>;
