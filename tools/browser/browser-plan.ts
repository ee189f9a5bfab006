import type { Fault } from "../../base/errors.ts";

/** What a machine has that matters for a browser. */
export interface BrowserFacts {
  /** The executable that is used, where there is one. */
  readonly found: string | undefined;
  /** What CHROME_PATH says; empty where it says nothing. */
  readonly chosen: string;
  /** Whether the found one can be executed. */
  readonly works: boolean;
  readonly root: boolean;
  readonly apt: boolean;
}

/** Which browser the tests get. */
export type BrowserPlan =
  | { readonly kind: "use"; readonly executable: string }
  | { readonly kind: "install"; readonly package: string }
  | { readonly kind: "refuse"; readonly fault: Fault };

/** Decides where the browser of the page's tests comes from. */
export function planBrowser({ found, chosen, works, root, apt }: BrowserFacts): BrowserPlan {
  if (found !== undefined && works) return { kind: "use", executable: found };
  if (chosen !== "") {
    return {
      kind: "refuse",
      fault: {
        path: "CHROME_PATH",
        message: `${chosen} is no program that can be run`,
        hint: "Let it name a Chrome or Chromium, or unset it.",
      },
    };
  }
  if (root && apt) return { kind: "install", package: "chromium" };
  return {
    kind: "refuse",
    fault: {
      path: "chromium",
      message: "the tests of the page need a Chrome or Chromium, and there is none on the PATH",
      hint: apt
        ? "sudo apt-get install chromium, or let CHROME_PATH name one."
        : "Install one, or let CHROME_PATH name it.",
    },
  };
}
