import { forEachService, type Rule } from "./facts.ts";

const URL_PATH = /^\/[^\s#"\\]*$/;

/** One definition of health, and one that can be carried out. */
export const healthchecks: Rule = forEachService(({ path, spec, service }, { faults, isCut }) => {
  const check = spec.healthcheck;
  if (check === undefined) return;
  const at = `${path}.healthcheck`;
  if (check.test !== undefined && check.http !== undefined) {
    faults.add(at, "both test and http", "leave out one of them");
  }
  if (check.disable === true) {
    if (check.test !== undefined || check.http !== undefined)
      faults.add(at, "both a check and disable", "leave out one of them");
    return;
  }
  if (check.test === undefined && check.http === undefined && !isCut(`${at}.test`) && !isCut(`${at}.http`)) {
    faults.add(at, "neither test nor http", "say with `http` what to ask for, or with `test` what to run");
  }
  if (check.test?.length === 1) {
    faults.add(`${at}.test`, `no command after ${check.test[0]}`);
  }
  if (check.http?.path !== undefined && !URL_PATH.test(check.http.path)) {
    faults.add(
      `${at}.http.path`,
      `not a path to ask for: ${JSON.stringify(check.http.path)}`,
      'for example "/health"',
    );
  }
  for (const field of ["interval", "timeout", "startInterval"] as const) {
    if (service.healthcheck?.[field] === 0) faults.add(`${at}.${field}`, "must be more than 0s");
  }
});
