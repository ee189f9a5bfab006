import {
  type ApplicationModel,
  type ApplicationSpec,
  applyOverrides,
  defineApplication,
  type DefineOptions,
  type Fault,
  MuelleError,
} from "../application/index.ts";
import type { ApplicationArgs } from "./application-args.ts";
import { describeApplication, type DescribedApplication } from "./describe-application.ts";
import type { Settings } from "./settings.ts";

/** The application with every default filled in, or all that is wrong with it. */
export type ReadApplication =
  | {
      readonly application: ApplicationModel;
      readonly faults: readonly [];
      readonly described: DescribedApplication;
    }
  | { readonly application: undefined; readonly faults: readonly Fault[] };

/**
 * Reads what an Application is made of, with what its arguments and the stack's configuration say otherwise.
 * @param name - of the component, for a spec that has none
 */
export function readApplication(name: string, args: ApplicationArgs, settings: Settings): ReadApplication {
  try {
    const described = describeApplication(name, args, settings);
    const { spec, faults } = overridden(described.spec, args);
    const { directory, profiles } = described;
    const application = defined(described, spec, {
      ...(directory === undefined ? {} : { directory }),
      profiles,
      overrides: settings.services,
      loadBalancerPort: settings.port,
    });
    return faults.length > 0 ? { application: undefined, faults } : { application, faults: [], described };
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    return { application: undefined, faults: error.faults };
  }
}

/** @throws {MuelleError} naming each fault by the place where its author finds it */
function defined(
  { placed }: DescribedApplication,
  spec: ApplicationSpec,
  options: DefineOptions,
): ApplicationModel {
  try {
    return defineApplication(spec, options);
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    throw new MuelleError(
      "The application is not right:",
      error.faults.map((fault) => ({ ...fault, path: placed(fault.path) })),
    );
  }
}

/** The spec with the overrides of the program's own; those of the stack come later and win. */
function overridden(
  spec: ApplicationSpec,
  { services }: ApplicationArgs,
): { readonly spec: ApplicationSpec; readonly faults: readonly Fault[] } {
  const applied = applyOverrides(spec, services);
  const faults = applied.faults.map((fault) => ({
    ...fault,
    path: fault.path.replace(/^muelle:services/, "args.services"),
  }));
  return { spec: applied.spec, faults };
}
