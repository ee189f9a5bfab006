import type { Service } from "../application-model.ts";
import type { FaultList } from "../fault-list.ts";
import type { FileSystem } from "../file-system.ts";
import type { Normalised } from "../normalise/application.ts";
import type { ServiceOverrides } from "../overrides.ts";
import type { ApplicationSpec, ServiceSpec } from "../spec.ts";
import { childPath } from "../structure/path.ts";

/** All that a rule looks at, and where it notes what it finds. */
export interface Facts extends Normalised {
  readonly spec: ApplicationSpec;
  readonly directory: string;
  readonly files: FileSystem;
  readonly profiles: readonly string[];
  readonly overrides: Readonly<Record<string, ServiceOverrides>>;
  /** The load balancer's own port on the host, `muelle:port`. */
  readonly loadBalancerPort: number | undefined;
  readonly faults: FaultList;
  /** Whether something at, above or below a path is left out because its structure is faulty. */
  readonly isCut: (path: string) => boolean;
  /** Whether all of what is at a path is left out because its structure is faulty. */
  readonly isGone: (path: string) => boolean;
  /** A path as the author wrote it, for messages; the paths of faults are mapped by themselves. */
  readonly originalPath: (path: string) => string;
}

/** One service as it was written and as it was normalised. */
export interface Subject {
  readonly name: string;
  /** For example `services.web`. */
  readonly path: string;
  readonly spec: ServiceSpec;
  readonly service: Service;
  /** Whether it is there with the chosen profiles. */
  readonly active: boolean;
}

/** One family of rules about what types cannot refuse. */
export type Rule = (facts: Facts) => void;

/** All services, in the order of declaration. */
export function subjectsOf({ spec, services, application }: Facts): readonly Subject[] {
  const active = new Set(application.services.map(({ name }) => name));
  return Object.entries(spec.services).flatMap(([name, serviceSpec]) => {
    const service = services.get(name);
    if (service === undefined) return [];
    return [
      { name, path: childPath("services", name), spec: serviceSpec, service, active: active.has(name) },
    ];
  });
}

/** A rule about each service by itself. */
export function forEachService(check: (subject: Subject, facts: Facts) => void): Rule {
  return (facts) => {
    for (const subject of subjectsOf(facts)) check(subject, facts);
  };
}
