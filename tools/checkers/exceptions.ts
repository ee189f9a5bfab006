import type { CheckerName, Finding } from "./finding.ts";

/** A check that says something that is not to be mended. */
export interface CheckerException {
  readonly checker: CheckerName;
  readonly check: string;
  /** Where it says so. @default - anywhere */
  readonly where?: RegExp;
  /** Why it is right as it is. */
  readonly reason: string;
}

/** The user of the official images of PostgreSQL and Redis is 999, and their volumes belong to it. */
const OWN_USER = /\/(?:db|queue)\b/;

/** What is right although a checker says otherwise. One without use is reported. */
export const exceptions: readonly CheckerException[] = [
  {
    checker: "hadolint",
    check: "DL3067",
    where: /base-images\/recipes/,
    reason: "these images are whole file systems, made in a stage before from Debian's packages",
  },
  {
    checker: "hadolint",
    check: "DL3047",
    where: /base-images\/recipes/,
    reason: "a build has no terminal, and the tool shows its own progress",
  },
  {
    checker: "checkov",
    check: "CKV_DOCKER_3",
    where: /base-images\/recipes/,
    reason: "base images, as the public ones whose place they take, leave the user to what is made of them",
  },
  {
    checker: "checkov",
    check: "CKV_DOCKER_4",
    where: /base-images\/recipes/,
    reason: "what is added is an archive that is to be unpacked, which COPY does not do",
  },
  {
    checker: "kube-score",
    check: "deployment-replicas",
    where: /\/(?:gunicorn|multiprocess)-/,
    reason: "it shows what the processes of one container do, which further replicas would hide",
  },
  {
    checker: "kube-score",
    check: "container-image-pull-policy",
    reason: "images are named by content or digest, so that what a node has is what is meant",
  },
  {
    checker: "kube-score",
    check: "container-ephemeral-storage-request-and-limit",
    reason:
      "Compose has no such limit; file systems are read-only or small, and a wrong limit evicts a healthy pod",
  },
  {
    checker: "kube-score",
    check: "pod-probes-identical",
    reason: "there is one healthcheck; liveness asks it less often and waits longer than readiness does",
  },
  {
    checker: "kube-score",
    check: "deployment-has-host-podantiaffinity",
    reason: "topologySpreadConstraints do the same, over zones as well",
  },
  {
    checker: "kube-score",
    check: "container-security-context-user-group-id",
    where: OWN_USER,
    reason: "the official image's own user; no host has a user of that number by default that matters here",
  },
  {
    checker: "kube-score",
    check: "container-security-context-readonlyrootfilesystem",
    where: /\/db\b/,
    reason: "PostgreSQL writes its socket and lock below /var/run",
  },
  {
    checker: "checkov",
    check: "CKV_K8S_43",
    reason: "a plan has tags; updates deploy by digest, see image-by-digest",
  },
  {
    checker: "checkov",
    check: "CKV_K8S_15",
    reason: "images are named by content or digest, so that what a node has is what is meant",
  },
  {
    checker: "checkov",
    check: "CKV_K8S_40",
    where: /\.(?:db|queue)$/,
    reason: "the official image's own user",
  },
  {
    checker: "checkov",
    check: "CKV_K8S_22",
    where: /\.db$/,
    reason: "PostgreSQL writes its socket and lock below /var/run",
  },
  {
    checker: "checkov",
    check: "CKV_DOCKER_2",
    reason: "health is the service's: healthcheck in application.ts, the same on both platforms",
  },
];

/** The findings that nothing excepts, and the exceptions that except nothing. */
export function withoutExceptions(
  findings: readonly Finding[],
  known: readonly CheckerException[] = exceptions,
): { readonly findings: readonly Finding[]; readonly unused: readonly CheckerException[] } {
  const excepts = ({ checker, check, where }: CheckerException, finding: Finding): boolean =>
    checker === finding.checker && check === finding.check && (where?.test(finding.where) ?? true);
  return {
    findings: findings.filter((finding) => !known.some((exception) => excepts(exception, finding))),
    unused: known.filter((exception) => !findings.some((finding) => excepts(exception, finding))),
  };
}
