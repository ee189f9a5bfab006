import type { Resource } from "./resource.ts";

/** What is wrong with one resource. */
export interface Finding {
  readonly resource: Resource;
  /** What is wrong and where in it: `container web: the image nginx:latest ...`. */
  readonly message: string;
}

/** One policy. It looks at plain data, so that a preview, a plan and a test can ask it alike. */
export interface Rule {
  /** Stable; exceptions name it. */
  readonly id: string;
  /** What must be. */
  readonly title: string;
  /** Why. */
  readonly reason: string;
  /** Where it comes from: a benchmark's number, a section of a standard. */
  readonly source: string;
  /** What to do about a finding. */
  readonly fix: string;
  /** Looks at all resources of a stack, for some rules are about several. */
  readonly check: (resources: readonly Resource[]) => readonly Finding[];
}

/** A rule that looks at one resource at a time. */
export function eachResource(check: (resource: Resource) => readonly string[]): Rule["check"] {
  return (resources) =>
    resources.flatMap((resource) => check(resource).map((message): Finding => ({ resource, message })));
}
