import { checkStructure } from "../../application/structure/check-structure.ts";
import { renderPath } from "../../application/structure/path.ts";
import { serviceSchema } from "../../application/structure/service-schema.ts";
import type { ServiceSpec } from "../../application/spec.ts";
import { advise } from "./advice.ts";
import { imageOf } from "./build.ts";
import { nameOf, type Context, type Subject } from "./context.ts";
import { deployOf, restartOf } from "./deploy.ts";
import { judge } from "./fields/judge.ts";
import { serviceFields } from "./fields/service-fields.ts";
import { given } from "./given.ts";
import { healthcheckOf } from "./health.ts";
import { networkingOf } from "./networking.ts";
import { processOf } from "./process.ts";
import { settingsOf } from "./settings.ts";
import { storageOf } from "./storage.ts";

/** The extension of a service that holds fields of the application model, which win: `x-muelle: {route: {port: 80}}`. */
const EXTENSION = "x-muelle";

/** A service in the terms of the application model. */
export function translateService(subject: Subject, context: Context): ServiceSpec {
  const { name, service, at } = subject;
  const { file, names, report } = context;
  judge(at, { name, item: service, file }, serviceFields, report);
  const label = nameOf(names.services, name);
  if (label !== name)
    report.say(at, {
      verdict: "approximated",
      reason: `${JSON.stringify(name)} is no name of a host on a cluster; the service is called ${label}, and on Docker others reach it by both`,
      hint: `rename it, and write ${label} where others reach it`,
    });
  const own = extensionOf(subject, context);
  const spec: ServiceSpec = {
    ...imageOf(subject, context),
    ...processOf(subject, context),
    ...networkingOf(subject, context),
    ...settingsOf(subject, context),
    ...given({ healthcheck: healthcheckOf(subject, context) }),
    ...restartOf(subject, context),
    ...lifetimeOf(subject, context),
    ...storageOf(subject, context),
    deploy: deployOf(subject),
    ...own,
  };
  advise(subject, context);
  return spec;
}

/** A service that Compose does not restart still is a server, unless another one waits for its completion. */
function lifetimeOf({ name }: Subject, { file }: Context): Pick<ServiceSpec, "lifetime"> {
  const isAwaited = Object.values(file.services ?? {}).some(
    ({ depends_on: dependencies = {} }) => dependencies[name]?.condition === "service_completed_successfully",
  );
  return isAwaited ? {} : { lifetime: "server" };
}

function extensionOf({ service, at }: Subject, { report }: Context): ServiceSpec {
  const steps = [...at, EXTENSION];
  const { value, faults } = checkStructure(
    serviceSchema,
    service.extensions?.[EXTENSION] ?? {},
    renderPath(steps),
    {},
  );
  for (const { path, message, hint } of faults)
    report.say(steps, {
      verdict: "refused",
      reason: `${path}: ${message}`,
      hint: hint ?? "correct or remove it",
    });
  return value ?? {};
}
