import type { Step } from "./at.ts";

/** The path as Pulumi writes it: `spec.template.spec.containers[0].image`, `metadata.labels["a.b/c"]`. */
export function formatPath(path: readonly Step[]): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `["${step.replaceAll('"', '\\"')}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

/** Reads such a path; `*` stays as a key. @throws where the text is none */
export function parsePath(text: string): Step[] {
  const steps: Step[] = [];
  const pattern = /\.?([^.[\]"]+)|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\[(\*)\]/y;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`${text} is not a property path (at character ${start + 1})`);
    const [, key, quoted, index, wildcard] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(key ?? quoted?.replaceAll('\\"', '"') ?? wildcard ?? "");
  }
  return steps;
}

/** Whether the pattern, in which `*` is any step, covers the path or something above it. */
export function covers(pattern: readonly Step[], path: readonly Step[]): boolean {
  return (
    pattern.length <= path.length && pattern.every((step, index) => step === "*" || step === path[index])
  );
}
