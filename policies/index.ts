export {
  checkPolicies,
  describeViolation,
  unusedExceptions,
  type PolicyResult,
  type Violation,
} from "./check-policies.ts";
export { exceptions, type Exception } from "./exceptions.ts";
export type { Resource } from "./resource.ts";
export type { Finding, Rule } from "./rule.ts";
export { rules } from "./rules/index.ts";
