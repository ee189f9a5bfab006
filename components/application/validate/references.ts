import { defaults } from "../defaults.ts";
import { entriesOf } from "../normalise/context.ts";
import { childPath } from "../structure/path.ts";
import { didYouMean, namesOf } from "../suggestion.ts";
import { type Facts, type Rule, subjectsOf } from "./facts.ts";

/** Everything that is referred to must be there. */
export const references: Rule = (facts) => {
  const { spec } = facts;
  const networks = [...Object.keys(spec.networks ?? {}), defaults.network.name];
  const refer = (path: string, kind: Kind, name: string, known = Object.keys(spec[`${kind}s`] ?? {})) => {
    if (!known.includes(name) && !facts.isGone(childPath(`${kind}s`, name)))
      unknown(facts, path, kind, name, known);
  };
  for (const { path, spec: service, service: normalised } of subjectsOf(facts)) {
    for (const dependency of normalised.dependsOn) refer(dependency.path, "service", dependency.service);
    for (const [place, name] of entriesOf(`${path}.networks`, service.networks)) {
      refer(place, "network", name, networks);
    }
    for (const mount of normalised.volumes) {
      if (mount.type === "volume") refer(mount.path, "volume", mount.source);
    }
    for (const [place, reference] of entriesOf(`${path}.secrets`, service.secrets)) {
      refer(place, "secret", typeof reference === "string" ? reference : reference.source);
    }
    for (const [name, variable] of Object.entries(normalised.environment)) {
      if (variable.type === "secret")
        refer(`${childPath(`${path}.environment`, name)}.secret`, "secret", variable.secret);
    }
    for (const [place, reference] of entriesOf(`${path}.configs`, service.configs)) {
      refer(place, "config", typeof reference === "string" ? reference : reference.source);
    }
    for (const [place, name] of entriesOf(`${path}.build.secrets`, service.build?.secrets)) {
      refer(place, "secret", name);
    }
  }
  unknownProfiles(facts);
};

type Kind = "service" | "network" | "volume" | "secret" | "config";

function unknown({ faults }: Facts, path: string, kind: Kind, name: string, known: readonly string[]): void {
  // The path of a dependency ends with the name; a place in a list does not show it.
  const what = path.endsWith(`.${name}`) ? `no such ${kind}` : `no such ${kind}: ${name}`;
  const meant = didYouMean(name, known);
  const declare = `declare it below \`${kind}s\` of the application`;
  faults.add(
    path,
    `${what}; ${namesOf(kind, known)}`,
    meant === undefined ? (kind === "service" ? undefined : declare) : `did you mean ${meant}?`,
  );
}

function unknownProfiles({ profiles, spec, faults, isGone }: Facts): void {
  if (isGone("services")) return;
  const known = [...new Set(Object.values(spec.services).flatMap((service) => service.profiles ?? []))];
  for (const profile of profiles) {
    if (!known.includes(profile)) {
      faults.add("muelle:profiles", `no such profile: ${profile}; ${namesOf("profile", known)}`);
    }
  }
}
