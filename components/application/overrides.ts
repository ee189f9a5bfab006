import type { Input } from "@pulumi/pulumi";
import * as v from "valibot";
import type { Fault } from "./errors.ts";
import type { ApplicationSpec, DeploySpec, VariableSpec, ScaleSpec, ServiceSpec } from "./spec.ts";
import { checkStructure } from "./structure/check-structure.ts";
import { closedObject, isObject } from "./structure/closed-object.ts";
import { resources } from "./structure/service-schema.ts";
import { byName, count, deferrableText, environment } from "./structure/values.ts";
import { didYouMean, namesOf } from "./suggestion.ts";

/** What a stack's configuration may say otherwise of a service: `muelle:services.<name>`. */
export interface ServiceOverrides {
  /** In place of `deploy.replicas`. @default - the service's own */
  readonly replicas?: number;
  /** In place of the fields of `scale` that it names. @default - the service's own */
  readonly scale?: Partial<ScaleSpec>;
  /** Added to `environment`, in place of variables of the same name. @default - the service's own */
  readonly environment?: Readonly<Record<string, VariableSpec>>;
  /** In place of the fields of `deploy.resources` that it names. @default - the service's own */
  readonly resources?: NonNullable<DeploySpec["resources"]>;
  /** In place of `image`, and of building one. @default - the service's own */
  readonly image?: Input<string>;
}

/** A spec with the overrides applied, and what is wrong with the overrides. */
export interface Overridden {
  readonly spec: ApplicationSpec;
  readonly faults: readonly Fault[];
}

const maybe = v.exactOptional;
const ROOT = "muelle:services";

const schema = byName(
  closedObject({
    replicas: maybe(count(0)),
    scale: maybe(
      closedObject({
        min: maybe(count(1)),
        max: maybe(count(1)),
        cpu: maybe(count(1)),
        memory: maybe(count(1)),
      }),
    ),
    environment: maybe(environment),
    resources: maybe(resources),
    image: maybe(deferrableText),
  }),
);

/**
 * Applies what a stack's configuration says otherwise of the services.
 * @param overrides the configuration's value as it is, of whatever structure; undefined for none
 */
export function applyOverrides(spec: ApplicationSpec, overrides: unknown): Overridden {
  const { value, faults } = checkOverrides(overrides);
  // A spec that is not even an object of services is the business of defineApplication.
  if (!isObject(spec) || !isObject(spec.services)) return { spec, faults };
  const names = Object.keys(spec.services);
  const services: Record<string, ServiceSpec> = { ...spec.services };
  const more: Fault[] = [];
  for (const [name, override] of Object.entries(value)) {
    const service = names.includes(name) ? services[name] : undefined;
    if (service === undefined) {
      more.push(unknownService(name, names));
    } else if (isObject(service)) {
      services[name] = overrideService(service, override);
      if (override.scale !== undefined && service.scale === undefined && override.scale.max === undefined) {
        more.push({
          path: `${ROOT}.${name}.scale.max`,
          message: "is missing; the service has no scale of its own",
        });
      }
    }
  }
  return { spec: { ...spec, services }, faults: [...faults, ...more] };
}

/** The overrides that can be made sense of, and what is wrong with the others. */
export function checkOverrides(overrides: unknown): {
  readonly value: Readonly<Record<string, ServiceOverrides>>;
  readonly faults: readonly Fault[];
} {
  const { value = {}, faults } = checkStructure(schema, overrides ?? {}, ROOT);
  return { value, faults };
}

function unknownService(name: string, names: readonly string[]): Fault {
  const path = `${ROOT}.${name}`;
  const meant = didYouMean(name, names);
  return meant === undefined
    ? { path, message: `no such service; ${namesOf("service", names)}` }
    : { path, message: `no such service; did you mean ${meant}?` };
}

function overrideService(spec: ServiceSpec, overrides: ServiceOverrides): ServiceSpec {
  const { build, scale, ...rest } = spec;
  const { replicas, environment: variables, resources: amounts, image } = overrides;
  const newScale = overrideScale(scale, overrides.scale);
  return {
    ...rest,
    ...(image === undefined ? build !== undefined && { build } : { image }),
    ...(variables !== undefined && { environment: merged(spec.environment, variables) }),
    ...(newScale !== undefined && { scale: newScale }),
    ...((replicas !== undefined || amounts !== undefined) && {
      deploy: overrideDeploy(spec.deploy, replicas, amounts),
    }),
  };
}

function overrideScale(own: ScaleSpec | undefined, over: ServiceOverrides["scale"]): ScaleSpec | undefined {
  if (over === undefined) return own;
  if (own !== undefined) return merged(own, { ...own, ...over });
  return over.max === undefined ? undefined : { ...over, max: over.max };
}

function overrideDeploy(
  own: DeploySpec | undefined,
  replicas: number | undefined,
  amounts: ServiceOverrides["resources"],
): DeploySpec {
  const { limits, reservations } = amounts ?? {};
  const before = isObject(own) ? own?.resources : undefined;
  return merged<DeploySpec>(own, {
    ...(replicas !== undefined && { replicas }),
    ...(amounts !== undefined && {
      resources: merged<NonNullable<DeploySpec["resources"]>>(before, {
        ...(limits !== undefined && { limits: merged(before?.limits, limits) }),
        ...(reservations !== undefined && { reservations: merged(before?.reservations, reservations) }),
      }),
    }),
  });
}

/** Both, the second winning; what is no object stays as it is, so that its own fault is not covered up. */
function merged<T extends object>(own: T | undefined, over: T): T {
  if (own === undefined) return over;
  return isObject(own) ? { ...own, ...over } : own;
}
