import type { ApplicationModel, Fault, Volume } from "../../application/index.ts";
import { didYouMean } from "../../application/suggestion.ts";
import { leftBehind } from "../../volumes/index.ts";
import type { ClusterFacts } from "../cluster/cluster-facts.ts";
import type { Identity } from "../labels.ts";
import type { KubernetesSettings } from "../settings.ts";
import type { ClaimFacts } from "./claim-facts.ts";
import { changeFaults } from "./claim-changes.ts";

/** What is looked for, and where. */
export interface FindClaimsArgs {
  readonly application: Pick<ApplicationModel, "volumes">;
  readonly identity: Identity;
  readonly settings: KubernetesSettings;
  readonly facts: Pick<ClusterFacts, "claims" | "expandableClasses" | "namespaceName">;
  /** Whether the program changes claims by a transform: what they ask for is its own business then. */
  readonly isTransformed: boolean;
}

/** What of an application's volumes is there already. */
export interface FoundClaims {
  /** Names of the claims by the application's names of the volumes. */
  readonly found: Readonly<Record<string, string>>;
  /** What is wrong: claims of others, changes that cannot be, names that there never were. */
  readonly faults: readonly Fault[];
  /** What would be left behind. */
  readonly losses: readonly Fault[];
}

/** Finds an application's claims again. The namespace is the stack's; its claims carry the application's name. */
export function findClaims(args: FindClaimsArgs): FoundClaims {
  const { application, identity, facts } = args;
  const { claims = [], namespaceName } = facts;
  const ours = claims.filter(({ labels }) => labels["muelle.application"] === identity.application);
  const here = ours.filter(({ namespace }) => namespace === namespaceName);
  const chosen = new Map(
    application.volumes.flatMap((volume): [string, ClaimFacts][] => {
      const found = [volume.renamedFrom, volume.name].flatMap((name) =>
        here.filter((each) => each.name === name),
      );
      return found[0] === undefined ? [] : [[volume.name, found[0]]];
    }),
  );
  const fresh = application.volumes.filter(({ name }) => !chosen.has(name));
  const taken = new Set(chosen.values());
  const left = ours.filter((claim) => !taken.has(claim));
  return {
    found: Object.fromEntries([...chosen].map(([volume, { name }]) => [volume, name])),
    faults: [
      ...fresh.flatMap((volume) => foreignFaults(volume, claims, namespaceName)),
      ...fresh.flatMap((volume) => formerFaults(volume, here)),
      ...application.volumes.flatMap((volume) => changeFaults(volume, chosen.get(volume.name), args)),
    ],
    losses: leftBehind(left.map(asLeft), fresh),
  };
}

function asLeft({ name, namespace, size, created }: ClaimFacts) {
  return {
    volume: name,
    what: `the claim ${name} in the namespace ${namespace}`,
    size,
    created,
    removal: `kubectl --namespace ${namespace} delete persistentvolumeclaim ${name}`,
  };
}

function foreignFaults({ name, path }: Volume, claims: readonly ClaimFacts[], namespace: string): Fault[] {
  const other = claims.find((each) => each.name === name && each.namespace === namespace);
  if (other === undefined) return [];
  const owner = other.labels["muelle.application"];
  return [
    {
      path,
      message: `the claim ${name} is in the namespace ${namespace} already and belongs to ${
        owner === undefined ? "nobody that Muelle knows" : `the application ${owner}`
      }`,
      hint: "Choose another name for it in `volumes`.",
    },
  ];
}

/** A namespace that has no claim yet is a new one, in which nothing was ever renamed. */
function formerFaults({ path, renamedFrom }: Volume, here: readonly ClaimFacts[]): Fault[] {
  if (renamedFrom === undefined || here.length === 0) return [];
  const names = here.map(({ name }) => name);
  const meant = didYouMean(renamedFrom, names);
  return [
    {
      path: `${path}.renamedFrom`,
      message: `there is no volume ${renamedFrom} of this application and stack; there are: ${names.toSorted().join(", ")}`,
      hint: meant === undefined ? "Leave it out for a volume that begins empty." : `did you mean ${meant}?`,
    },
  ];
}
