import type { ApplicationModel, Fault } from "../application/index.ts";
import type { ClusterFacts } from "./cluster/cluster-facts.ts";
import type { Identity } from "./labels.ts";
import type { KubernetesSettings } from "./settings.ts";
import { findClaims } from "./volumes/find-claims.ts";

/** What is about to be deployed, and what the cluster told of itself. */
export interface PreflightArgs {
  readonly application: ApplicationModel;
  readonly identity: Identity;
  readonly namespace: string;
  readonly settings: KubernetesSettings;
  readonly facts: ClusterFacts;
  /** Whether the program changes claims by a transform. */
  readonly transformsClaims: boolean;
  /** Whether the stack brings its own Ingress controller, with its class and namespace. */
  readonly bringsController: boolean;
}

/** What only the cluster can tell before anything is changed. */
export interface PreflightResult {
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
  /** What would be left behind. */
  readonly losses: readonly Fault[];
  /** What of the application's volumes is there already: names of claims by theirs. */
  readonly foundClaims: Readonly<Record<string, string>>;
}

/** The first version in which a pod can serve on for a while without a program for it in its image. */
const OLDEST_MINOR = 30;

/** Looks for everything on the cluster that the application needs. */
export function preflight(args: PreflightArgs): PreflightResult {
  const { application, identity, settings, facts, transformsClaims: isTransformed } = args;
  const claims = findClaims({ application, identity, settings, facts, isTransformed });
  return {
    faults: [
      ...versionFaults(args),
      ...namespaceFaults(args),
      ...storageFaults(args),
      ...routeFaults(args),
      ...identityFaults(args),
      ...claims.faults,
    ],
    warnings: warnings(args),
    losses: claims.losses,
    foundClaims: claims.found,
  };
}

function versionFaults({ facts: { minorVersion } }: PreflightArgs): Fault[] {
  if (minorVersion >= OLDEST_MINOR) return [];
  const message = `the cluster is Kubernetes 1.${minorVersion}; 1.${OLDEST_MINOR} or newer is needed`;
  return [{ path: "muelle:context", message }];
}

/** Pods of others would fall under this stack's policies, and go with it when it is destroyed. */
function namespaceFaults(args: PreflightArgs): Fault[] {
  const { facts, namespace, identity } = args;
  if (facts.namespace === undefined) return [];
  const ours =
    facts.namespace["muelle.application"] === identity.application &&
    facts.namespace["muelle.stack"] === identity.stack;
  if (ours) return [];
  return [
    {
      path: "muelle:namespace",
      message: `the namespace ${namespace} is there already and does not belong to this stack`,
      hint: namespaceHint(args),
    },
  ];
}

function namespaceHint({ facts, namespace, identity }: PreflightArgs): string {
  const choose = "pulumi config set muelle:namespace NAME";
  if (facts.namespace?.["muelle.application"] !== identity.application) return choose;
  const label = `kubectl label namespace ${namespace} muelle.stack=${identity.stack} --overwrite`;
  return `${choose}. Or, if it is this stack that was renamed: ${label}`;
}

function storageFaults({ application, settings, facts: { storageClasses } }: PreflightArgs): Fault[] {
  if (storageClasses === undefined) return [];
  const faults = application.volumes.map(({ name }): Fault | undefined => {
    const own = settings.volumes[name]?.storageClass;
    const wanted = own ?? settings.storageClass;
    const path = own === undefined ? "muelle:storageClass" : `muelle:volumes.${name}.storageClass`;
    if (wanted === undefined ? storageClasses.byDefault !== undefined : storageClasses.names.includes(wanted))
      return undefined;
    return {
      path,
      message:
        wanted === undefined
          ? "the cluster has no default storage class"
          : `no such storage class: ${wanted}`,
      hint: `The cluster has: ${listed(storageClasses.names)}.`,
    };
  });
  return unique(faults.filter((fault) => fault !== undefined));
}

function routeFaults(args: PreflightArgs): Fault[] {
  const { application, settings, facts } = args;
  if (!application.services.some(({ route }) => route !== undefined)) return [];
  const namespace = settings.ingressNamespace;
  const missing: Fault[] =
    facts.ingressNamespace === false && !args.bringsController && namespace !== undefined
      ? [
          {
            path: "muelle:ingressNamespace",
            message: `there is no namespace ${namespace}, in which the Ingress controller should run`,
            hint: "pulumi config set muelle:ingressNamespace NAME",
          },
        ]
      : [];
  switch (settings.ingress) {
    case "none":
      return [];
    case "ingress":
      return [...(args.bringsController ? [] : ingressClassFaults(args)), ...missing];
    case "gateway":
      return [...gatewayFaults(args), ...missing];
  }
}

function ingressClassFaults({
  settings: { ingressClass },
  facts: { ingressClasses },
}: PreflightArgs): Fault[] {
  if (ingressClasses === undefined) return [];
  const { names, byDefault } = ingressClasses;
  if (ingressClass === undefined ? byDefault !== undefined : names.includes(ingressClass)) return [];
  return [
    {
      path: "muelle:ingressClass",
      message:
        ingressClass === undefined
          ? "the cluster has no default Ingress class"
          : `no such Ingress class: ${ingressClass}`,
      hint: `The cluster has: ${listed(names)}. pulumi config set muelle:ingressClass NAME`,
    },
  ];
}

function gatewayFaults({
  settings: { ingressClass = "" },
  facts: { gatewayClasses },
}: PreflightArgs): Fault[] {
  if (gatewayClasses === undefined)
    return [
      {
        path: "muelle:ingress",
        message: "the cluster does not have the Gateway API (gateway.networking.k8s.io/v1)",
        hint: "Install its definitions (https://gateway-api.sigs.k8s.io), or: pulumi config set muelle:ingress ingress",
      },
    ];
  if (gatewayClasses.includes(ingressClass)) return [];
  const message = `no such Gateway class: ${ingressClass}`;
  return [{ path: "muelle:ingressClass", message, hint: `The cluster has: ${listed(gatewayClasses)}.` }];
}

/** Without it, Pulumi guesses whether a cluster is another one, and replaces everything where it guesses wrong. */
function identityFaults({ facts: { id } }: PreflightArgs): Fault[] {
  if (id !== undefined) return [];
  return [
    {
      path: "muelle:context",
      message: "the cluster cannot be told from others: the namespace kube-system may not be read",
      hint: "Let the user of this context get the namespace kube-system.",
    },
  ];
}

function warnings({ application, facts: { apiGroups } }: PreflightArgs): string[] {
  const scaled = application.services.filter(({ scale }) => scale !== undefined).map(({ name }) => name);
  if (scaled.length === 0 || apiGroups.includes("metrics.k8s.io")) return [];
  return [
    `the cluster has no metrics (metrics.k8s.io), so ${scaled.join(", ")} will not scale: install metrics-server`,
  ];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : [...names].sort().join(", ");
}

function unique(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [fault.path, fault])).values()];
}
