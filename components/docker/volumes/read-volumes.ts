import Docker from "dockerode";
import type { ExistingVolume, VolumeUser } from "./existing-volume.ts";

/** The volumes of the engine with the containers that mount them. Changes nothing. */
export async function readVolumes(engine: Docker = new Docker()): Promise<readonly ExistingVolume[]> {
  const [{ Volumes }, containers] = await Promise.all([
    engine.listVolumes(),
    engine.listContainers({ all: true }),
  ]);
  const usersOf = (volume: string): readonly VolumeUser[] =>
    containers
      .filter(({ Mounts }) => Mounts.some(({ Name }) => Name === volume))
      .map(({ Id, Names, Labels }) => ({ name: Names[0]?.slice(1) ?? Id, labels: Labels }));
  return Volumes.map((volume) => ({
    name: volume.Name,
    // The engine says null where there are none.
    labels: { ...volume.Labels },
    created: createdAt(volume),
    users: usersOf(volume.Name),
  }));
}

/** Sizes in bytes by name. The engine has to measure them, which takes a while. */
export async function readSizes(engine: Docker = new Docker()): Promise<ReadonlyMap<string, number>> {
  const usage: unknown = await engine.df();
  if (!isObject(usage) || !Array.isArray(usage["Volumes"])) return new Map();
  return new Map(
    usage["Volumes"].flatMap((volume: unknown): [string, number][] => {
      if (!isObject(volume) || !isObject(volume["UsageData"])) return [];
      const { Name } = volume;
      const { Size } = volume["UsageData"];
      return typeof Name === "string" && typeof Size === "number" && Size >= 0 ? [[Name, Size]] : [];
    }),
  );
}

function createdAt(volume: object): Date | undefined {
  if (!("CreatedAt" in volume) || typeof volume.CreatedAt !== "string") return undefined;
  const created = new Date(volume.CreatedAt);
  return Number.isNaN(created.getTime()) ? undefined : created;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
