/** One kind of request that clients send. */
export interface RequestKind {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  /** Sent with the request, and expected back. */
  readonly body?: string;
  /** On a connection that is used again and again; else each request has a connection of its own. */
  readonly keepAlive: boolean;
  /** How many of the mix's requests are of this kind, in relation to the other kinds. */
  readonly share: number;
  /** Answers that take their time by design; they are left out of the latencies. */
  readonly slow?: boolean;
}

const BODY = "a body that has to come back as it was sent. ".repeat(20);

/** What clients of the test application `traffic` do: half on kept connections, GET and POST, and some that last two seconds. */
export const MIX: readonly RequestKind[] = [
  { name: "GET, kept connection", method: "GET", path: "/", keepAlive: true, share: 30 },
  { name: "GET, new connection", method: "GET", path: "/", keepAlive: false, share: 29 },
  { name: "GET of the other route", method: "GET", path: "/side", keepAlive: true, share: 10 },
  { name: "POST, kept connection", method: "POST", path: "/echo", body: BODY, keepAlive: true, share: 15 },
  { name: "POST, new connection", method: "POST", path: "/echo", body: BODY, keepAlive: false, share: 15 },
  { name: "two seconds", method: "GET", path: "/slow", keepAlive: true, share: 1, slow: true },
];

/**
 * The kinds in an order in which each comes up as often as its share, and as evenly as can be.
 *
 * @returns as many entries as the shares sum up to
 */
export function interleaved(kinds: readonly RequestKind[]): readonly RequestKind[] {
  const total = kinds.reduce((sum, { share }) => sum + share, 0);
  const due = kinds.flatMap((kind) =>
    Array.from({ length: kind.share }, (_, index) => ({ kind, at: (index + 0.5) * (total / kind.share) })),
  );
  return due.toSorted((a, b) => a.at - b.at).map(({ kind }) => kind);
}
