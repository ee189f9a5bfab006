import { MuelleError } from "../../components/application/errors.ts";
import { didYouMean, namesOf } from "../../components/application/suggestion.ts";
import type { Context } from "../context.ts";
import { type DeployedApplication, deployedApplications, type DeployedService } from "./deployed.ts";
import { nothingUp, readState } from "./state.ts";

/** A service and the application that it belongs to. */
export interface ChosenService {
  readonly deployed: DeployedApplication;
  readonly service: DeployedService;
}

/**
 * The applications of the stack, or the one that was named.
 *
 * @param secrets - whether what is encrypted in the state is wanted in clear
 * @throws {MuelleError} where there is none
 */
export async function chooseApplications(
  context: Context,
  secrets = false,
): Promise<readonly DeployedApplication[]> {
  const all = deployedApplications(await readState(context, secrets));
  if (all.length === 0) throw nothingUp(context.stack);
  return context.application === undefined ? all : ofName(all, context.application);
}

function ofName(all: readonly DeployedApplication[], name: string): readonly DeployedApplication[] {
  const found = all.filter(({ application }) => application === name);
  if (found.length > 0) return found;
  throw noSuch("application", name, [...new Set(all.map(({ application }) => application))]);
}

/**
 * The services of these names, and all services without a name.
 * @throws {MuelleError} naming those that there are
 */
export function chooseServices(
  applications: readonly DeployedApplication[],
  names: readonly string[],
): readonly ChosenService[] {
  const all = applications.flatMap((deployed) => deployed.services.map((service) => ({ deployed, service })));
  const existing = [...new Set(all.map(({ service }) => service.name))].sort();
  const unknown = names.find((name) => !existing.includes(name));
  if (unknown !== undefined) throw noSuch("service", unknown, existing);
  return names.length === 0 ? all : all.filter(({ service }) => names.includes(service.name));
}

/**
 * The one service of a name.
 * @throws {MuelleError} where there is none, or where several applications have one
 */
export function chooseService(applications: readonly DeployedApplication[], name: string): ChosenService {
  const [first, ...others] = chooseServices(applications, [name]);
  if (first === undefined) throw noSuch("service", name, []);
  if (others.length === 0) return first;
  const having = [first, ...others].map(({ deployed }) => deployed.application);
  throw new MuelleError(`Which service ${name}?`, [
    {
      path: name,
      message: `the applications ${having.join(", ")} each have one`,
      hint: `Name the application: --application ${first.deployed.application}`,
    },
  ]);
}

function noSuch(kind: string, name: string, existing: readonly string[]): MuelleError {
  const near = didYouMean(name, existing);
  return new MuelleError(`There is no such ${kind}.`, [
    {
      path: name,
      message: namesOf(kind, existing),
      ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
    },
  ]);
}
