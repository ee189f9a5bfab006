import type { Service } from "../application-model.ts";
import { dependencyOrder } from "../dependency-graph.ts";
import { childPath } from "../structure/path.ts";
import { type Facts, forEachService, type Rule, type Subject } from "./facts.ts";

/** No service may wait for itself, however far round. */
export const dependencyCycles: Rule = ({ services, faults }) => {
  const graph = new Map(
    [...services].map(([name, { dependsOn }]) => [name, dependsOn.map(({ service }) => service)]),
  );
  for (const cycle of dependencyOrder(graph).cycles) {
    const [first = "", second = first] = cycle;
    faults.add(
      childPath(`${childPath("services", first)}.dependsOn`, second),
      `the services wait for each other: ${[...cycle, first].join(" -> ")}`,
      "leave out one of these dependencies; a service can also wait for another by itself, at run time",
    );
  }
};

/** Every condition must be one that can come true. */
export const dependencyConditions: Rule = forEachService((subject, facts) => {
  for (const { path, service: name, condition } of subject.service.dependsOn) {
    const dependency = facts.services.get(name);
    if (dependency === undefined) continue;
    const problem =
      leftOut(subject, dependency, facts) ??
      (condition === "service_healthy" ? neverHealthy(dependency, facts) : undefined) ??
      (condition === "service_completed_successfully" ? neverCompletes(dependency, facts) : undefined) ??
      neverRuns(dependency, condition);
    if (problem !== undefined) facts.faults.add(path, problem.message, problem.hint);
  }
});

interface Problem {
  readonly message: string;
  readonly hint: string;
}

function leftOut(subject: Subject, { name, profiles }: Service, { application }: Facts): Problem | undefined {
  if (!subject.active || application.services.some((service) => service.name === name)) return undefined;
  return {
    message: `${name} is left out: it belongs to the ${profiles.length === 1 ? "profile" : "profiles"} ${profiles.join(", ")}`,
    hint: "choose the profile in `muelle:profiles`, or give both services the same profiles",
  };
}

function neverHealthy({ name, healthcheck }: Service, { isCut }: Facts): Problem | undefined {
  const path = `${childPath("services", name)}.healthcheck`;
  if (healthcheck !== undefined || isCut(path)) return undefined;
  return {
    message: `service_healthy needs a healthcheck, and ${name} has none`,
    hint: `give ${name} a \`healthcheck\`, or wait for service_started`,
  };
}

function neverCompletes({ name, restart }: Service, { isCut, spec }: Facts): Problem | undefined {
  if (spec.services[name]?.lifetime === "server")
    return {
      message: `${name} never completes: its lifetime is server`,
      hint: `leave out \`lifetime\` of ${name}`,
    };
  if (restart === "no" || restart === "on-failure" || isCut(`${childPath("services", name)}.restart`)) {
    return undefined;
  }
  return {
    message: `${name} never completes: its restart is ${restart}`,
    hint: `leave out \`restart\` of ${name}, or set it to "no" or "on-failure"`,
  };
}

function neverRuns({ name, deploy }: Service, condition: string): Problem | undefined {
  if (deploy.replicas > 0 || condition === "service_started") return undefined;
  return {
    message: `${condition} never comes true: ${name} has 0 replicas`,
    hint: `give ${name} a replica, or leave out the dependency`,
  };
}
