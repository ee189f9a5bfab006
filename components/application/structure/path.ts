/** One step from a value into a part of it: a key of an object or an index of a list. */
export type Step = string | number;

/** Writes steps as an author would: `services.web.ports[0]`, `services.web.labels["a.b"]`. */
export function renderPath(steps: readonly Step[], root = ""): string {
  let path = root;
  for (const step of steps) {
    if (typeof step === "number") path += `[${step}]`;
    else if (!/^[\w-]+$/.test(step)) path += `[${JSON.stringify(step)}]`;
    else path += path === "" ? step : `.${step}`;
  }
  return path;
}

/** The path of a part: `services.web` of `services` and `web`. */
export function childPath(path: string, step: Step): string {
  return renderPath([step], path);
}
