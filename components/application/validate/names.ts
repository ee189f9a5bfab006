import { childPath } from "../structure/path.ts";
import { type Facts, type Rule, subjectsOf } from "./facts.ts";

/** A DNS label has 63 characters; replicas, pods and revisions append up to 23 of their own. */
const LONGEST = 40;
const LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const FILE_NAME = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/** Names that the platforms give to what they add, and why. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ["load-balancer", "Muelle's own load balancer has this name"],
  ["load-balancer-ports", "Muelle's own load balancer has this name"],
]);
const RESERVED_LABELS = ["muelle.", "com.docker.compose."];

/** Names become host names, container names and names of Kubernetes objects. */
export const names: Rule = (facts) => {
  const { spec, faults, isGone } = facts;
  if (!isGone("name")) checkLabel(facts, "name", spec.name);
  for (const name of Object.keys(spec.services)) {
    const path = childPath("services", name);
    checkLabel(facts, path, name);
    const owner = RESERVED.get(name);
    if (owner !== undefined) faults.add(path, `the name ${name} is reserved: ${owner}`);
  }
  for (const kind of ["networks", "volumes"] as const) {
    for (const name of Object.keys(spec[kind] ?? {})) checkLabel(facts, childPath(kind, name), name);
  }
  for (const kind of ["secrets", "configs"] as const) {
    for (const name of Object.keys(spec[kind] ?? {})) {
      if (FILE_NAME.test(name) && name.length <= LONGEST) continue;
      faults.add(
        childPath(kind, name),
        `not a name: ${JSON.stringify(name)}`,
        `lower-case letters, digits, ".", "_" and "-", at most ${LONGEST}, with a letter or digit first and last`,
      );
    }
  }
  namesWithinServices(facts);
};

function namesWithinServices(facts: Facts): void {
  for (const { path, spec } of subjectsOf(facts)) {
    for (const name of Object.keys(spec.environment ?? {})) {
      if (VARIABLE.test(name)) continue;
      facts.faults.add(
        childPath(`${path}.environment`, name),
        `not the name of an environment variable: ${JSON.stringify(name)}`,
        'letters, digits, "_", "." and "-", with a letter or "_" first',
      );
    }
    for (const key of Object.keys(spec.labels ?? {})) {
      const prefix = RESERVED_LABELS.find((each) => key.startsWith(each));
      if (prefix === undefined && key !== "") continue;
      facts.faults.add(
        childPath(`${path}.labels`, key),
        prefix === undefined ? "a label needs a name" : `labels that begin with ${prefix} are Muelle's own`,
      );
    }
  }
}

function checkLabel({ faults }: Facts, path: string, name: string): void {
  if (LABEL.test(name) && name.length <= LONGEST) return;
  faults.add(
    path,
    `not a name: ${JSON.stringify(name)}`,
    `lower-case letters, digits and "-", at most ${LONGEST}, with a letter first and no "-" last`,
  );
}
