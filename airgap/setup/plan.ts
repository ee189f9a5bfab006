import type { Fault } from "../../base/errors.ts";
import type { EnginePart, Facts, ProviderFacts, ProviderSubstitute } from "./facts.ts";
import { goProblem } from "./go.ts";
import { type EnginePlan, planEngine } from "./plan-engine.ts";
import { isAtLeast } from "./version.ts";
import { BUILT_PULUMI, MINIMUM_GO, MINIMUM_PULUMI, OFFICIAL_PULUMI } from "./versions.ts";

/** A program that is built from its Go module. */
export type Built = EnginePart | "docker-buildx" | "pulumi" | `provider ${string}`;

/** One thing to do, in the order in which things may depend on each other. */
export type Step =
  | { readonly kind: "apt-install"; readonly packages: readonly string[] }
  | { readonly kind: "get-docker-client" }
  | { readonly kind: "start-registry" }
  | { readonly kind: "build"; readonly what: Built }
  | { readonly kind: "start-engine"; readonly mirror: boolean; readonly built: boolean }
  | { readonly kind: "install-official-cli" }
  | { readonly kind: "build-image"; readonly image: string; readonly into: "registry" | "engine" }
  | { readonly kind: "install-plugin"; readonly name: string; readonly version: string };

/** Which Pulumi command-line tool is used: the user's, the official one or the built one in the cache. */
export type Cli = "path" | "official" | "built";

/** What is used and what is still to be done on one machine. */
export interface Plan {
  readonly cli: Cli;
  /** Whether plugins of the clone's own Pulumi home are used, because the official ones cannot be downloaded. */
  readonly ownPlugins: boolean;
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
  const ownPlugins = !facts.reachable.pulumi && facts.providers.some(({ official }) => !official);
  const engine = planEngine(facts);
  const needsBuildx = !facts.buildx && (engine.images.length > 0 || ownPlugins);
  const builds: readonly Built[] = [
    ...engine.builds,
    ...(needsBuildx ? (["docker-buildx"] as const) : []),
    ...(cli === "built" && !facts.pulumi.built ? (["pulumi"] as const) : []),
    ...(ownPlugins ? facts.providers.filter(isUnbuilt).map(({ name }) => `provider ${name}` as const) : []),
  ];
  const faults = [...engine.faults, ...(ownPlugins ? pluginFaults(facts) : []), ...goFaults(facts, builds)];
  const steps: Step[] = [
    ...engine.before,
    ...builds.map((what) => ({ kind: "build", what }) as const),
    ...engine.start,
    ...(cli === "official" && !facts.pulumi.official ? [{ kind: "install-official-cli" } as const] : []),
    ...engine.images,
    ...(ownPlugins ? pluginSteps(facts) : []),
  ];
  const substitutes = substitution(facts, cli, ownPlugins, engine);
  return {
    cli,
    ownPlugins,
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

function isUnbuilt({ substitute }: ProviderFacts): boolean {
  return substitute.kind === "module" && !substitute.built;
}

function pluginSteps({ providers }: Facts): readonly Step[] {
  return providers
    .filter(({ installed, substitute }) => !installed && substitute.kind !== "none")
    .map(({ name, version }) => ({ kind: "install-plugin", name, version }));
}

function pluginFaults({ providers }: Facts): readonly Fault[] {
  return providers
    .filter(({ substitute, official }) => substitute.kind === "none" && !official)
    .map(({ name, version }) => ({
      path: `provider ${name} ${version}`,
      message:
        "the plugin is not installed, its download host does not answer, and nothing can take its place",
      hint: `Install it where the host answers, and copy ~/.pulumi/plugins/resource-${name}-v${version} here.`,
    }));
}

function goFaults({ machine: { go } }: Facts, built: readonly Built[]): readonly Fault[] {
  const problem = goProblem(go);
  if (built.length === 0 || problem === undefined) return [];
  return [
    {
      path: "go",
      message: `must be built from Go modules, as the download hosts do not answer, but ${problem}: ${built.join(", ")}`,
      hint: `Install Go ${MINIMUM_GO} or newer, or install Pulumi and Docker with buildx yourself.`,
    },
  ];
}

function substitution(
  facts: Facts,
  cli: Cli,
  ownPlugins: boolean,
  { usesOwnEngine, usesOwnImages }: EnginePlan,
): string | undefined {
  const named = (kind: ProviderSubstitute["kind"]): readonly string[] =>
    ownPlugins
      ? facts.providers.filter(({ substitute }) => substitute.kind === kind).map(({ name }) => name)
      : [];
  const [modules, standIns] = [named("module"), named("stand-in")];
  const parts = [
    ...(cli === "built" ? [`Pulumi CLI ${BUILT_PULUMI} built from its Go module`] : []),
    ...(usesOwnEngine ? ["Docker Engine built from its Go modules"] : []),
    ...(modules.length === 1 ? [`the provider ${modules.join()} built from its Go module`] : []),
    ...(modules.length > 1 ? [`the providers ${modules.join(", ")} built from their Go modules`] : []),
    ...(standIns.length > 0 ? [`a stand-in for the provider ${standIns.join(", ")}`] : []),
    ...(usesOwnImages
      ? [`base images from Debian packages (${facts.baseImages.map(({ name }) => name).join(", ")})`]
      : []),
  ];
  return parts.length === 0 ? undefined : `Air-gapped: ${parts.join("; ")}.`;
}
