import type { ComposeFile, ComposeService } from "../../model/compose-file.ts";
import type { FieldTable } from "./rule.ts";

/** Fields of a service that are judged as a whole, whatever they have inside. */
type Whole =
  | "blkio_config"
  | "credential_spec"
  | "develop"
  | "devices"
  | "env_file"
  | "extends"
  | "generic_resources"
  | "gpus"
  | "logging"
  | "models"
  | "placement"
  | "post_start"
  | "pre_start"
  | "pre_stop"
  | "provider"
  | "rollback_config"
  | "ulimits";

export type ServiceTable = FieldTable<ComposeService, Whole>;

type EntryOf<K extends "networks" | "volumes" | "secrets" | "configs"> = NonNullable<ComposeFile[K]>[string];

export type NetworkTable = FieldTable<EntryOf<"networks">>;
export type VolumeTable = FieldTable<EntryOf<"volumes">>;
export type SecretTable = FieldTable<EntryOf<"secrets">>;
export type ConfigTable = FieldTable<EntryOf<"configs">>;
