import type { Kind, Manifest } from "../manifest/manifest.ts";

/** What is to be said of an object that is waited for. */
export type Verdict =
  | { readonly state: "ready" }
  /** `why` says what is missing. */
  | { readonly state: "waiting"; readonly why: string }
  /** It will not get ready by itself any more. */
  | { readonly state: "failed"; readonly why: string };

/** Objects that a verdict depends on beside the object itself. */
export interface RelatedQuery extends Kind {
  /** Undefined for objects of the whole cluster. */
  readonly namespace: string | undefined;
  /** @default - all of them */
  readonly labelSelector?: string;
}

/** The related objects as they are now, by the name of their query. */
export type Related = Readonly<Record<string, readonly Manifest[]>>;

/** Decides whether an object of one kind is ready. Pure: whoever calls it keeps the objects up to date. */
export interface Judge {
  /** What has to be watched beside the object. @default - nothing */
  related?(object: Manifest): Readonly<Record<string, RelatedQuery>>;
  decide(object: Manifest, related: Related): Verdict;
  /**
   * Whether the object works as it is, although something about it may be under way, such as scaling. Asked when nothing
   * was changed. @default - it does where it is ready
   */
  isCalm?(object: Manifest): boolean;
  /** What stands in the way, for an error message. @default - nothing is known */
  troubles?(object: Manifest, related: Related): readonly string[];
}

export const READY: Verdict = { state: "ready" };

export function waiting(why: string): Verdict {
  return { state: "waiting", why };
}

export function failed(why: string): Verdict {
  return { state: "failed", why };
}
