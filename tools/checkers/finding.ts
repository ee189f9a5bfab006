/** What one of the field's own checkers finds fault with. */
export interface Finding {
  /** Program that says so. */
  readonly checker: CheckerName;
  /** Its name for what it checks: `DL3067`, `CKV_K8S_43`. */
  readonly check: string;
  /** File, or object and container. */
  readonly where: string;
  readonly message: string;
}

export type CheckerName = "actionlint" | "hadolint" | "kube-score" | "checkov";

/** One finding for people. */
export function describeFinding({ checker, check, where, message }: Finding): string {
  return `${checker} ${check}: ${where}: ${message}`;
}
