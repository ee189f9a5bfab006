/** A resource that a rule is not for. */
export interface Exception {
  /** The rule's id. */
  readonly rule: string;
  /** Names of resources that it is for. */
  readonly resource: RegExp;
  /** What is said of them. @default - whatever the rule says */
  readonly message?: RegExp;
  /** Why it is right all the same. */
  readonly reason: string;
}

/** What is right although a rule says otherwise. One without use is reported, so that the list cannot outlive its reasons. */
export const exceptions: readonly Exception[] = [
  {
    rule: "limits",
    resource: /-load-balancer(?:-ports)?-container$/,
    message: /no limit of processor/,
    reason: "every request passes through it, so that a limit would slow all services down at once",
  },
  {
    rule: "image-by-digest",
    resource: /-pods$/,
    message: /uses (?:busybox|postgres|redis):/,
    reason:
      "its digest is the registry's that it comes from, and machines without one build it themselves; " +
      "for a registry of yours set muelle:toolbox and muelle:services.NAME.image to digests",
  },
  {
    rule: "replicas",
    resource: /^(?:gunicorn|multiprocess)-/,
    message: /^it has 1 replica$/,
    reason: "it shows what the processes of one container do, which further replicas would hide",
  },
];
