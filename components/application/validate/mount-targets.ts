import { forEachService, type Rule } from "./facts.ts";

/** Two things cannot be at the same place in a container. */
export const mountTargets: Rule = forEachService(({ service }, { faults, originalPath }) => {
  const takers = new Map<string, string>();
  const { volumes, tmpfs, secrets, configs } = service;
  for (const { path, target } of [...volumes, ...tmpfs, ...secrets, ...configs]) {
    const taker = takers.get(target);
    if (taker === undefined) takers.set(target, path);
    else faults.add(path, `${target} is already the target of ${originalPath(taker)}`);
  }
});
