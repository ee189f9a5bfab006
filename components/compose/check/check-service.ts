import type { ComposeService } from "../model/compose-file.ts";
import { sayUnknown, type Check } from "./check-consistency.ts";
import { checkReferences } from "./check-references.ts";

/** Checks that the fields of a service go together, and that what it refers to is there. */
export function checkService(name: string, service: ComposeService, check: Check): void {
  const at = ["services", name];
  const { say } = check;
  if ((service.image ?? "") === "" && service.build === undefined && service.provider === undefined) {
    say(at, "has neither an image nor a build", "say `image` or `build`");
  }
  checkBuild(at, service, check);
  checkReferences(at, service, check);
  checkAmounts(at, service, check);
  checkTargets(at, service, check);
  const [test] = service.healthcheck?.test ?? [];
  if (test !== undefined && !["CMD", "CMD-SHELL", "NONE"].includes(test)) {
    say(
      [...at, "healthcheck", "test"],
      `must begin with CMD, CMD-SHELL or NONE, not ${JSON.stringify(test)}`,
    );
  }
  for (const [index, { action, target }] of (service.develop?.watch ?? []).entries()) {
    if (target === undefined && action !== "rebuild" && action !== "restart") {
      say([...at, "develop", "watch", index, "target"], `is missing; the action ${action} needs one`);
    }
  }
}

function checkBuild(at: readonly string[], { build, platform }: ComposeService, { whole, say }: Check): void {
  if (build === undefined) return;
  if (build.dockerfile !== undefined && build.dockerfile_inline !== undefined) {
    say([...at, "build", "dockerfile_inline"], "stands beside `dockerfile`", "leave one of them out");
  }
  for (const [key, context] of Object.entries(build.additional_contexts ?? {})) {
    if (!context.startsWith("service:")) continue;
    const other = context.slice("service:".length);
    const steps = [...at, "build", "additional_contexts", key];
    const services = whole.services ?? {};
    if (services[other] === undefined) sayUnknown(say, steps, "service", other, Object.keys(services));
    else if (services[other].build === undefined) say(steps, `the service ${other} has no build`);
  }
  const platforms = build.platforms ?? [];
  if (platform !== undefined && platforms.length > 0 && !platforms.includes(platform)) {
    say([...at, "build", "platforms"], `the platform of the service, ${platform}, is not among them`);
  }
}

/** Fields of the service and of `deploy` that mean the same must not differ. */
function checkAmounts(at: readonly string[], service: ComposeService, { say }: Check): void {
  const { deploy, scale } = service;
  const { limits, reservations } = deploy?.resources ?? {};
  const pairs = [
    ["cpus", limits, limits?.cpus, "limits.cpus"],
    ["mem_limit", limits, limits?.memory, "limits.memory"],
    ["mem_reservation", reservations, reservations?.memory, "reservations.memory"],
    ["pids_limit", limits, limits?.pids, "limits.pids"],
  ] as const;
  for (const [field, group, other = 0, path] of pairs) {
    const own = service[field] ?? 0;
    if (own === 0 || group === undefined || own === other) continue;
    say([...at, field], `is ${own}, and deploy.resources.${path} is ${other}`, "leave one of them out");
  }
  if (scale !== undefined && scale !== (deploy?.replicas ?? scale)) {
    say(
      [...at, "scale"],
      `is ${scale}, and deploy.replicas is ${deploy?.replicas ?? 1}`,
      "leave one of them out",
    );
  }
  const count = scale ?? deploy?.replicas ?? 1;
  const counted = scale === undefined ? ["deploy", "replicas"] : ["scale"];
  if (count < 0) say([...at, ...counted], `must be at least 0, not ${count}`);
  if (count > 1 && service.container_name !== undefined) {
    say(
      [...at, "container_name"],
      `is one name for ${count} containers`,
      "leave it out, or run one container",
    );
  }
}

/** Two things cannot be at the same path of a container. */
function checkTargets(
  at: readonly string[],
  { tmpfs = [], volumes = [] }: ComposeService,
  { say }: Check,
): void {
  const seen = new Set<string>();
  const targets = [
    ...tmpfs.map((entry, index) => ({
      target: entry.split(":", 1).join(""),
      steps: [...at, "tmpfs", index],
    })),
    ...volumes.map(({ target }, index) => ({ target, steps: [...at, "volumes", index] })),
  ];
  for (const { target, steps } of targets) {
    if (seen.has(target)) say(steps, `something else is mounted at ${target} already`);
    seen.add(target);
  }
}
