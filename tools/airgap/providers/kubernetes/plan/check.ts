import type { CheckResult } from "../../kit/index.ts";
import { at, withAt } from "../manifest/at.ts";
import type { Kind, Manifest } from "../manifest/manifest.ts";
import { withoutNulls } from "../manifest/without-nulls.ts";
import { faultsOf } from "./faults.ts";
import { withName, type NameSource } from "./naming.ts";

/** What a check looks at beside the inputs. */
export interface CheckSettings extends NameSource {
  readonly token: Kind;
  /** Undefined for objects of the whole cluster. */
  readonly defaultNamespace: string | undefined;
}

/** Fills in kind, name and namespace, and finds what is wrong. */
export function check(news: Manifest, olds: Manifest, settings: CheckSettings): CheckResult {
  const { token, defaultNamespace } = settings;
  const typed = { ...token, ...withoutNulls(news) };
  const faults = faultsOf(typed, token);
  if (faults.length > 0) return { inputs: typed, faults };
  const named = withName(typed, olds, settings);
  const namespace = at(named, "metadata", "namespace") ?? "";
  if (namespace !== "" || defaultNamespace === undefined) return { inputs: named, faults: [] };
  return { inputs: withAt(named, ["metadata", "namespace"], defaultNamespace), faults: [] };
}
