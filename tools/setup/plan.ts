import type { Fault } from "../../components/application/errors.ts";
import { planEngine } from "./plan-engine.ts";
import type { Facts } from "./facts.ts";
import { isAtLeast } from "./version.ts";
import { BUILT_PULUMI, MINIMUM_PULUMI, OFFICIAL_PULUMI } from "./versions.ts";

/** One thing to do, in the order in which things may depend on each other. */
export type Step =
  | { readonly kind: "apt-install"; readonly packages: readonly string[] }
  | { readonly kind: "start-registry" }
  | { readonly kind: "start-engine"; readonly mirror: boolean }
  | { readonly kind: "build-buildx" }
  | { readonly kind: "install-official-cli" }
  | { readonly kind: "build-cli" }
  | { readonly kind: "build-image"; readonly image: string; readonly into: "registry" | "engine" }
  | { readonly kind: "install-stand-in"; readonly name: string; readonly version: string };

/** Which Pulumi command-line tool is used: the user's, the official one or the built one in the cache. */
export type Cli = "path" | "official" | "built";

/** What is used and what is still to be done on one machine. */
export interface Plan {
  readonly cli: Cli;
  /** Whether stand-ins take the place of the provider plugins. */
  readonly standIns: boolean;
  readonly steps: readonly Step[];
  /** What is not the official thing, in one line. @default - nothing is substituted */
  readonly substitutes?: string;
  /** What the user should know, a line each. */
  readonly notes: readonly string[];
  /** Why it cannot be done. Nothing may be done when there is one. */
  readonly faults: readonly Fault[];
}

/** Decides what to use and what to do; looks at nothing but the facts. */
export function plan(facts: Facts): Plan {
  const cli = chooseCli(facts);
  const standIns = !facts.reachable.pulumi && facts.providers.some(({ installed }) => !installed);
  const engine = planEngine(facts);
  const imagesToBuild = engine.images.length > 0;
  const needsBuildx = !facts.buildx && (imagesToBuild || standIns);
  const buildsCli = cli === "built" && !facts.pulumi.built;
  const faults = [
    ...engine.faults,
    ...(standIns ? standInFaults(facts) : []),
    ...goFaults(facts, [...(buildsCli ? ["Pulumi"] : []), ...(needsBuildx ? ["docker buildx"] : [])]),
  ];
  const steps: Step[] = [
    ...engine.steps,
    ...(needsBuildx ? [{ kind: "build-buildx" } as const] : []),
    ...(cli === "official" && !facts.pulumi.official ? [{ kind: "install-official-cli" } as const] : []),
    ...(buildsCli ? [{ kind: "build-cli" } as const] : []),
    ...engine.images,
    ...(standIns ? standInSteps(facts) : []),
  ];
  const substitutes = substitution(facts, cli, standIns, engine.usesOwnImages);
  return {
    cli,
    standIns,
    steps: faults.length > 0 ? [] : steps,
    ...(substitutes === undefined ? {} : { substitutes }),
    notes: cliNotes(facts, cli),
    faults,
  };
}

function chooseCli({ pulumi, reachable }: Facts): Cli {
  if (pulumi.onPath !== undefined && isAtLeast(pulumi.onPath, MINIMUM_PULUMI)) return "path";
  return pulumi.official || reachable.pulumi ? "official" : "built";
}

function cliNotes({ pulumi }: Facts, cli: Cli): readonly string[] {
  if (pulumi.onPath === undefined || cli === "path") return [];
  const used = cli === "official" ? OFFICIAL_PULUMI : BUILT_PULUMI;
  return [
    `Pulumi ${pulumi.onPath} on the PATH is older than ${MINIMUM_PULUMI}, which Muelle needs; ` +
      `${used} from the cache is used, yours is left alone.`,
  ];
}

function standInSteps({ providers }: Facts): readonly Step[] {
  return providers
    .filter(({ standInInstalled, hasStandIn }) => hasStandIn && !standInInstalled)
    .map(({ name, version }) => ({ kind: "install-stand-in", name, version }));
}

function standInFaults({ providers }: Facts): readonly Fault[] {
  return providers
    .filter(({ hasStandIn, installed }) => !hasStandIn && !installed)
    .map(({ name, version }) => ({
      path: `provider ${name} ${version}`,
      message:
        "the plugin is not installed, its download host does not answer, and there is no stand-in for it",
      hint: `Install it where the host answers, and copy ~/.pulumi/plugins/resource-${name}-v${version} here.`,
    }));
}

function goFaults({ machine }: Facts, built: readonly string[]): readonly Fault[] {
  if (built.length === 0 || machine.go !== undefined) return [];
  return [
    {
      path: "go",
      message: `${built.join(" and ")} must be built from Go modules, as the download hosts do not answer, but Go is not on the PATH`,
      hint: "Install Go 1.26 or newer, or install Pulumi and Docker with buildx yourself.",
    },
  ];
}

function substitution(facts: Facts, cli: Cli, standIns: boolean, usesOwnImages: boolean): string | undefined {
  const standInNames = facts.providers.filter(({ hasStandIn }) => hasStandIn).map(({ name }) => name);
  const parts = [
    ...(cli === "built" ? [`Pulumi CLI ${BUILT_PULUMI} built from its Go module`] : []),
    ...(standIns ? [`stand-ins for the providers ${standInNames.join(", ")}`] : []),
    ...(usesOwnImages
      ? [`base images from Debian packages (${facts.baseImages.map(({ name }) => name).join(", ")})`]
      : []),
  ];
  return parts.length === 0 ? undefined : `Air-gapped: ${parts.join("; ")}.`;
}
