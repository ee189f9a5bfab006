import { PolicyPack, type StackValidationPolicy } from "@pulumi/policy";
import { checkPolicies, describeViolation } from "./check-policies.ts";
import { known } from "./read/known.ts";
import type { Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";

/** The rules as a pack for `pulumi preview --policy-pack policies`. Made once in a process: it starts a server. */
export function createPack(): PolicyPack {
  return new PolicyPack("muelle", { policies: rules.map(stackPolicy), enforcementLevel: "mandatory" });
}

/** A rule as a policy of Pulumi's. It looks at whole stacks, because some rules are about several resources. */
export function stackPolicy(rule: Rule): StackValidationPolicy {
  return {
    name: rule.id,
    description: `${rule.title}. ${rule.reason} (${rule.source})`,
    validateStack: ({ resources }, report) => {
      const seen = resources.map(({ urn, type, name, props }) => ({ urn, type, name, props: known(props) }));
      const { violations } = checkPolicies(seen, undefined, [rule]);
      for (const violation of violations) report(describeViolation(violation), violation.resource.urn);
    },
  };
}
