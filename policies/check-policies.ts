import { type Exception, exceptions as known } from "./exceptions.ts";
import type { Resource } from "./resource.ts";
import type { Finding, Rule } from "./rule.ts";
import { rules as all } from "./rules/index.ts";

/** A finding with the rule that made it. */
export interface Violation extends Finding {
  readonly rule: Rule;
}

/** What the policies say of a stack. */
export interface PolicyResult {
  readonly violations: readonly Violation[];
  /** What is right although a rule says otherwise, and why. */
  readonly excepted: readonly (Violation & { readonly exception: Exception })[];
}

/** Asks every rule about the resources of a stack. */
export function checkPolicies(
  resources: readonly Resource[],
  exceptions: readonly Exception[] = known,
  rules: readonly Rule[] = all,
): PolicyResult {
  const found = rules.flatMap((rule) =>
    rule.check(resources).map((finding): Violation => ({ ...finding, rule })),
  );
  const exceptionOf = ({ rule, resource, message }: Violation): Exception | undefined =>
    exceptions.find(
      (exception) =>
        exception.rule === rule.id &&
        exception.resource.test(resource.name) &&
        (exception.message?.test(message) ?? true),
    );
  return {
    violations: found.filter((violation) => exceptionOf(violation) === undefined),
    excepted: found.flatMap((violation) => {
      const exception = exceptionOf(violation);
      return exception === undefined ? [] : [{ ...violation, exception }];
    }),
  };
}

/** Exceptions that no stack of several needs any more. */
export function unusedExceptions(
  results: readonly PolicyResult[],
  exceptions: readonly Exception[] = known,
): readonly Exception[] {
  const used = new Set(results.flatMap(({ excepted }) => excepted.map(({ exception }) => exception)));
  return exceptions.filter((exception) => !used.has(exception));
}

/** One violation for people: what, where, why and what to do. */
export function describeViolation({ rule, resource, message }: Violation): string {
  return `${resource.name}: ${message} [${rule.id}: ${rule.reason} (${rule.source}). To mend it: ${rule.fix}]`;
}
