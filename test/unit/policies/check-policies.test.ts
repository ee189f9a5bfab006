import { describe, expect, it } from "vitest";
import {
  checkPolicies,
  describeViolation,
  type Exception,
  unusedExceptions,
} from "../../../policies/index.ts";
import { dockerContainer } from "./builders.ts";

const bad = dockerContainer({ healthcheck: undefined });
const exception: Exception = { rule: "probes", resource: /^web$/, reason: "it only prints the time" };

describe("checkPolicies", () => {
  it("names rule, resource, reason, source and fix of a violation", () => {
    const { violations } = checkPolicies([bad], []);
    expect(violations.map(describeViolation)).toEqual([
      expect.stringMatching(
        /^web: the container has no health check \[probes: without .*CIS Docker.*To mend it: give/,
      ),
    ]);
  });

  it("excepts a resource for one rule, with the reason", () => {
    const { violations, excepted } = checkPolicies([bad], [exception]);
    expect(violations).toEqual([]);
    expect(excepted.map(({ message, exception: why }) => [message, why.reason])).toEqual([
      ["the container has no health check", "it only prints the time"],
    ]);
  });

  it("excepts no other rule and no other resource", () => {
    const other: Exception = { ...exception, resource: /^api$/ };
    const another: Exception = { ...exception, rule: "limits" };
    expect(checkPolicies([bad], [other, another]).violations).toHaveLength(1);
  });

  it("finds exceptions that nothing needs any more", () => {
    const used = checkPolicies([bad], [exception]);
    const unused = checkPolicies([dockerContainer()], [exception]);
    expect(unusedExceptions([used, unused], [exception])).toEqual([]);
    expect(unusedExceptions([unused], [exception])).toEqual([exception]);
  });
});
