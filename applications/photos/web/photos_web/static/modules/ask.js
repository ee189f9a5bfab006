const listeners = new Set();

/** Calls back with the replica's name for every answer. */
export function onAnswer(listener) {
  listeners.add(listener);
}

/** Tells which replica answered. */
export function answered(replica) {
  if (replica !== null) for (const listener of listeners) listener(replica);
}

/**
 * Asks the service and returns its answer.
 *
 * @throws Error that says, for people, why it did not do what was asked
 */
export async function ask(url, options) {
  const response = await fetch(url, options);
  answered(response.headers.get("x-replica"));
  if (!response.ok) throw new Error(refusal(response.status, await response.text()));
  return response.json();
}

/** What an answer other than success says to people: the service's own words, or what the load balancer means. */
export function refusal(status, body) {
  try {
    const { detail } = JSON.parse(body);
    if (typeof detail === "string") return detail;
  } catch {
    // Not from the service itself: the load balancer answers in HTML.
  }
  if (status === 413) return "larger than the load balancer lets through";
  return status === 0 ? "nobody answers" : `refused with status ${status}`;
}
