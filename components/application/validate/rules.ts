import { dependencyConditions, dependencyCycles } from "./dependencies.ts";
import type { Rule } from "./facts.ts";
import { healthchecks } from "./healthchecks.ts";
import { hostFiles } from "./host-files.ts";
import { images } from "./images.ts";
import { mountTargets } from "./mount-targets.ts";
import { names } from "./names.ts";
import { portClashes, portRanges } from "./ports.ts";
import { capabilityNames, stopSignals, users } from "./privileges.ts";
import { references } from "./references.ts";
import { oneShots, scaling, writers } from "./replicas.ts";
import { resources } from "./resources.ts";
import { routeClashes, routeForms } from "./routes.ts";
import { aliases, settings } from "./settings.ts";
import { secretsInClear } from "./secrets-in-clear.ts";
import { renamedVolumes } from "./renamed-volumes.ts";

/** All rules, in the order in which their faults are reported. */
export const rules: readonly Rule[] = [
  names,
  references,
  dependencyCycles,
  dependencyConditions,
  images,
  healthchecks,
  portRanges,
  portClashes,
  scaling,
  oneShots,
  writers,
  resources,
  users,
  capabilityNames,
  stopSignals,
  mountTargets,
  settings,
  aliases,
  routeForms,
  routeClashes,
  secretsInClear,
  hostFiles,
  renamedVolumes,
];
