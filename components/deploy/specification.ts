import {
  type ApplicationModel,
  type ApplicationSpec,
  applyOverrides,
  defineApplication,
  type Fault,
  MuelleError,
} from "../application/index.ts";
import type { ApplicationArgs } from "./application-args.ts";
import type { Settings } from "./settings.ts";

/** The application with every default filled in, or all that is wrong with it. */
export type ReadApplication =
  | { readonly application: ApplicationModel; readonly faults: readonly [] }
  | { readonly application: undefined; readonly faults: readonly Fault[] };

/**
 * Reads what an Application is made of, with what its arguments and the stack's configuration say otherwise.
 * @param name - of the component, for a spec that has none
 */
export function readApplication(name: string, args: ApplicationArgs, settings: Settings): ReadApplication {
  try {
    const { spec, faults } = overridden(specOf(name, args), args);
    const application = defineApplication(spec, {
      ...(args.directory === undefined ? {} : { directory: args.directory }),
      profiles: settings.profiles,
      overrides: settings.services,
      loadBalancerPort: settings.port,
    });
    return faults.length > 0 ? { application: undefined, faults } : { application, faults: [] };
  } catch (error) {
    if (!(error instanceof MuelleError)) throw error;
    return { application: undefined, faults: error.faults };
  }
}

function specOf(name: string, { spec, compose }: ApplicationArgs): ApplicationSpec {
  if (compose !== undefined && spec !== undefined)
    throw wrong("compose", "expected one of spec and compose, got both");
  if (compose !== undefined) throw wrong("compose", "compose files cannot be deployed yet");
  if (spec === undefined)
    throw wrong(
      "spec",
      "expected one of spec and compose, got neither",
      `For example: new Application("${name}", { spec: { services: { web: { image: "nginx" } } } })`,
    );
  return { ...spec, name: spec.name ?? name };
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

function wrong(path: string, message: string, hint?: string): MuelleError {
  return new MuelleError("The application is not described:", [
    hint === undefined ? { path, message } : { path, message, hint },
  ]);
}
