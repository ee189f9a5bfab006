import type { Label } from "../labels.ts";

/** A volume that the engine has. */
export interface ExistingVolume {
  /** The engine's name of it. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Undefined where the engine does not say. */
  readonly created: Date | undefined;
  /** The containers that mount it, running or not. */
  readonly users: readonly VolumeUser[];
}

/** A container that mounts a volume. */
export interface VolumeUser {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A volume as it is there already: created under this name, it is taken as it is. */
export interface FoundVolume {
  readonly name: string;
  /** Labels of a volume never change. */
  readonly labels: readonly Label[];
}
