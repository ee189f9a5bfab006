import type { types } from "@pulumi/docker-build";
import { list, object, optional, required, string, type FieldsOf } from "../kit/index.ts";

/** Accounts on registries, which the provider's configuration has as well as an image. */
export const registries = optional(
  list(
    object({
      address: required(string),
      username: optional(string),
      password: optional(string),
    } satisfies FieldsOf<types.input.RegistryArgs>),
  ),
);
