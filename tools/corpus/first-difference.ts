/** Where two values of JSON differ first, and how: `services.web.tty: true, not nothing`; undefined for equal ones. */
export function firstDifference(actual: unknown, expected: unknown, path = ""): string | undefined {
  if (isList(actual) && isList(expected)) {
    const length = Math.max(actual.length, expected.length);
    const parts = Array.from({ length }, (_, index) =>
      firstDifference(actual[index], expected[index], `${path}[${index}]`),
    );
    return firstOf(parts);
  }
  if (isRecord(actual) && isRecord(expected)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    const parts = keys.map((key) =>
      firstDifference(actual[key], expected[key], path === "" ? key : `${path}.${key}`),
    );
    return firstOf(parts);
  }
  return actual === expected ? undefined : `${path}: ${shown(actual)}, not ${shown(expected)}`;
}

function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}
