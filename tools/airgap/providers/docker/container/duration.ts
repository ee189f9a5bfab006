const NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const PART = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g;

/** A duration as Go writes it ("1m30s") in nanoseconds; undefined for anything else. */
export function nanoseconds(duration: string): number | undefined {
  if (duration === "0") return 0;
  if (duration === "" || duration.replace(PART, "") !== "") return undefined;
  return [...duration.matchAll(PART)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (NANOSECONDS[unit ?? ""] ?? 0),
    0,
  );
}
