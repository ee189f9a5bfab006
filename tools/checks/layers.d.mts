import type { Rule } from "eslint";

/** Refuses imports against the layers. */
export const layers: Rule.RuleModule;
