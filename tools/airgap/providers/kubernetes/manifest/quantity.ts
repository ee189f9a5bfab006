const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * What a Kubernetes quantity amounts to: `0.1` and `100m` are the same, and the API server writes the second. Undefined
 * for other text.
 */
export function parseQuantity(value: string | number): number | undefined {
  if (typeof value === "number") return value;
  const match = /^([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/.exec(value);
  const [, digits = "", suffix = ""] = match ?? [];
  const factor = FACTORS[suffix];
  if (match === null || factor === undefined) return undefined;
  return Number((Number(digits) * factor).toPrecision(15));
}
