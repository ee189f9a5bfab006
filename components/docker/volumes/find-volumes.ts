import type { ApplicationModel, Fault, Volume } from "../../application/index.ts";
import { didYouMean } from "../../application/suggestion.ts";
import type { LeftVolume, NewVolume } from "../../volumes/index.ts";
import { type Identity, isOf, VOLUME_LABEL, volumeName } from "../labels.ts";
import { byName } from "../sorted.ts";
import type { ExistingVolume, FoundVolume } from "./existing-volume.ts";

/** What of an application's volumes is there already. */
export interface FoundVolumes {
  /** By the application's names. */
  readonly found: Readonly<Record<string, FoundVolume>>;
  /** Those of the application that are not there. */
  readonly fresh: readonly NewVolume[];
  /** Those of this application and stack that it does not have any more. */
  readonly left: readonly LeftOnEngine[];
  /** What the user should know. */
  readonly warnings: readonly string[];
  /** What is wrong: volumes of others, names that there never were. */
  readonly faults: readonly Fault[];
}

/** One that is left, without the size, which the engine has to measure. */
export interface LeftOnEngine extends Omit<LeftVolume, "size"> {
  /** The engine's name of it. */
  readonly name: string;
}

/** Finds an application's volumes again, by their labels: the engine's name of one may be any. */
export function findVolumes(
  { volumes }: Pick<ApplicationModel, "volumes">,
  identity: Identity,
  existing: readonly ExistingVolume[],
): FoundVolumes {
  const own = existing.filter((each) => isData(each) && isOwn(each, identity));
  const chosen = new Map(
    volumes.flatMap((volume): [string, ExistingVolume][] => {
      const found = chooseFormer(volume, identity, own, existing) ?? choose(volume.name, identity, own);
      return found === undefined ? [] : [[volume.name, found]];
    }),
  );
  const fresh = volumes.filter(({ name }) => !chosen.has(name));
  const taken = new Set([...chosen.values()].map(({ name }) => name));
  const left = own.filter(({ name }) => !taken.has(name));
  return {
    found: Object.fromEntries([...chosen].map(([name, each]) => [name, asFound(each)])),
    fresh,
    left: left.map((each) => asLeft(each, identity)),
    warnings: fresh.flatMap((volume) => elsewhere(volume, identity, existing)),
    faults: [
      ...fresh.flatMap((volume) => foreignFaults(volume, identity, existing)),
      ...fresh.flatMap((volume) => formerFaults(volume, own)),
      ...volumes.flatMap((volume) => useFaults(volume, identity, chosen.get(volume.name))),
    ],
  };
}

/** Muelle's own volumes belong to a service: nginx's configuration, the program for health checks. */
function isData({ labels }: ExistingVolume): boolean {
  return labels[VOLUME_LABEL] !== undefined && labels["muelle.service"] === undefined;
}

/** By its labels; or by who uses it, since labels stay as they are where a stack or an application is renamed. */
function isOwn({ labels, users }: ExistingVolume, identity: Identity): boolean {
  return isOf(identity, labels) || users.some((user) => isOf(identity, user.labels));
}

/** One that had another name; with "_" in it, the name is the engine's, and the volume may be anybody's. */
function chooseFormer(
  { renamedFrom: former }: Volume,
  identity: Identity,
  own: readonly ExistingVolume[],
  existing: readonly ExistingVolume[],
): ExistingVolume | undefined {
  if (former === undefined) return undefined;
  return former.includes("_") ? existing.find(({ name }) => name === former) : choose(former, identity, own);
}

/** Of several by one name, the one that would be made today, one that is in use, or the youngest. */
function choose(
  volume: string,
  identity: Identity,
  own: readonly ExistingVolume[],
): ExistingVolume | undefined {
  const rank = ({ name, users }: ExistingVolume): number =>
    name === volumeName(identity, volume) ? 2 : users.length > 0 ? 1 : 0;
  const age = ({ created }: ExistingVolume): number => created?.getTime() ?? 0;
  return own
    .filter(({ labels }) => labels[VOLUME_LABEL] === volume)
    .toSorted((a, b) => rank(b) - rank(a) || age(b) - age(a))[0];
}

function asFound({ name, labels }: ExistingVolume): FoundVolume {
  return { name, labels: byName(labels).map(([label, value]) => ({ label, value })) };
}

function asLeft({ name, labels, created }: ExistingVolume, identity: Identity): LeftOnEngine {
  const volume = labels[VOLUME_LABEL] ?? name;
  const isOld = name !== volumeName(identity, volume);
  return {
    name,
    volume,
    what: `the volume ${name}`,
    created,
    removal: `docker volume rm ${name}`,
    // What an older version made is kept only from the first update of a newer one on.
    fate: isOld
      ? "an older version of Muelle made it, and this update deletes it unless one of this version came before"
      : undefined,
  };
}

function foreignFaults(
  { name, path }: Volume,
  identity: Identity,
  existing: readonly ExistingVolume[],
): Fault[] {
  const wanted = volumeName(identity, name);
  const other = existing.find((each) => each.name === wanted);
  if (other === undefined) return [];
  return [
    {
      path,
      message: `the volume ${wanted} is there already and belongs to ${ownerOf(other.labels)}`,
      hint: `Choose another name for it in \`volumes\`, or remove what is there: docker volume rm ${wanted}`,
    },
  ];
}

function ownerOf(labels: Readonly<Record<string, string>>): string {
  const application = labels["muelle.application"];
  const stack = labels["muelle.stack"];
  if (application !== undefined) return `the application ${application} in the stack ${stack ?? "?"}`;
  const project = labels["com.docker.compose.project"];
  return project === undefined ? "nobody that Muelle knows" : `the Compose project ${project}`;
}

/** A stack that has no volume yet is a new one, in which nothing was ever renamed. */
function formerFaults({ path, renamedFrom }: Volume, own: readonly ExistingVolume[]): Fault[] {
  if (renamedFrom === undefined || own.length === 0) return [];
  const names = own.flatMap(({ labels }) => labels[VOLUME_LABEL] ?? []);
  const meant = didYouMean(renamedFrom, names);
  return [
    {
      path: `${path}.renamedFrom`,
      message: `there is no volume ${renamedFrom} of this application and stack; there are: ${names.toSorted().join(", ")}`,
      hint: meant === undefined ? "Leave it out for a volume that begins empty." : `did you mean ${meant}?`,
    },
  ];
}

/** What the stack may have been called when the volume was made. */
function elsewhere(
  { name, path, renamedFrom }: Volume,
  identity: Identity,
  existing: readonly ExistingVolume[],
): string[] {
  if (renamedFrom !== undefined) return [];
  const others = existing.filter(
    (each) =>
      isData(each) &&
      each.users.length === 0 &&
      each.labels[VOLUME_LABEL] === name &&
      each.labels["muelle.application"] === identity.application,
  );
  return others.map(
    (other) =>
      `${path}: it begins empty; ${ownerOf(other.labels)} left the volume ${other.name}, which nobody uses: ` +
      `to go on with it, say volumes: { ${name}: { renamedFrom: "${other.name}" } }`,
  );
}

/** After a stack was renamed, one by its old name would find the volume that the renamed one uses. */
function useFaults({ path }: Volume, identity: Identity, found: ExistingVolume | undefined): Fault[] {
  const user = found?.users.find(
    ({ labels }) => labels["muelle.application"] !== undefined && !isOf(identity, labels),
  );
  if (found === undefined || user === undefined) return [];
  return [
    {
      path,
      message: `the volume ${found.name} is in use by the container ${user.name}, of ${ownerOf(user.labels)}`,
      hint: "Two must not write to one volume: stop the other, or choose another name for this one in `volumes`.",
    },
  ];
}
