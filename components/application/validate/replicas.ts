import { forEachService, type Rule } from "./facts.ts";
import { overrideOf } from "./overridden.ts";

/** Autoscaling must have room and something to go by. */
export const scaling: Rule = forEachService(({ name, path, spec, service }, facts) => {
  const { faults, isCut } = facts;
  const { scale } = service;
  if (scale === undefined) return;
  if (scale.min > scale.max) {
    faults.add(`${path}.scale`, `min is ${scale.min}, more than max, which is ${scale.max}`);
  }
  const cut = isCut(`${path}.scale.cpu`) || isCut(`${path}.scale.memory`);
  if (scale.cpu === undefined && scale.memory === undefined && !cut) {
    faults.add(`${path}.scale`, "neither cpu nor memory", "say what to go by, for example `cpu: 70`");
  }
  const replicas = spec.deploy?.replicas;
  if (replicas === undefined || scale.min > scale.max) return;
  if (replicas < scale.min || replicas > scale.max) {
    faults.add(
      `${path}.deploy.replicas`,
      `${replicas}${overrideOf(facts, name, "replicas")} is not within scale, ${scale.min} to ${scale.max}`,
      "leave out `replicas`, or change `scale`",
    );
  }
});

/** What runs to its end runs once, and serves nobody. */
export const oneShots: Rule = forEachService((subject, facts) => {
  const { path, service } = subject;
  if (service.lifetime !== "one-shot") return;
  if (service.restart === "always" || service.restart === "unless-stopped") {
    facts.faults.add(
      `${path}.restart`,
      `a service that runs to its end is not started again: ${service.restart}`,
      'leave out `restart`, or set it to "no" or "on-failure"',
    );
  }
  if (service.deploy.replicas > 1 && service.scale === undefined) {
    const override = overrideOf(facts, subject.name, "replicas");
    facts.faults.add(
      `${path}.deploy.replicas`,
      `a service that runs to its end runs once, not ${service.deploy.replicas} times${override}`,
    );
  }
  if (service.scale !== undefined) {
    facts.faults.add(`${path}.scale`, "a service that runs to its end runs once and cannot scale");
  }
  if (service.route !== undefined) {
    facts.faults.add(`${path}.route`, "a service that runs to its end cannot answer requests");
  }
});

/**
 * Replicas that write to the same volume at the same time destroy what a database keeps there. A volume that other
 * services write to as well is shared on purpose; one that is the service's own is taken for a database's, unless the
 * author says by `start-first` that two writers are no harm.
 */
export const writers: Rule = forEachService(({ name, path, spec, service }, facts) => {
  const [volume] = service.ownVolumes;
  const order = `${path}.deploy.updateConfig`;
  if (volume === undefined || spec.deploy?.updateConfig?.order === "start-first" || facts.isCut(order))
    return;
  const most = service.scale?.max ?? service.deploy.replicas;
  if (most <= 1) return;
  const override = overrideOf(facts, name, service.scale === undefined ? "replicas" : "scale");
  facts.faults.add(
    service.scale === undefined ? `${path}.deploy.replicas` : `${path}.scale.max`,
    `${most} replicas${override} would write to the volume ${volume} at the same time`,
    'run one; or, where they can share it, say so by `deploy.updateConfig.order: "start-first"`',
  );
});
