import { make } from "./dom.js";
import { onAnswer } from "./ask.js";

const ASK_MILLISECONDS = 2000;
const FORGET_MILLISECONDS = 30_000;

/** Which replicas of the web service answered, how often, and which one did last: the load balancer at work. */
export class Replicas {
  #list;
  #seen = new Map();

  constructor(list) {
    this.#list = list;
    onAnswer((replica) => this.#answered(replica));
  }

  /** Asks somebody, whoever it is, every two seconds while the page can be seen. */
  watch() {
    setInterval(() => {
      if (!document.hidden) this.#ask().catch(() => undefined);
    }, ASK_MILLISECONDS);
    this.#ask().catch(() => undefined);
  }

  async #ask() {
    const response = await fetch("/health", { cache: "no-store" });
    const replica = response.headers.get("x-replica");
    if (response.ok && replica !== null) this.#answered(replica);
  }

  /** Counts the replica that the live events come from as one that answered, and knows that it is still there. */
  streams(replica) {
    const known = this.#seen.get(replica);
    if (known === undefined) this.#answered(replica);
    else known.at = Date.now();
  }

  #answered(replica) {
    const now = Date.now();
    this.#seen.set(replica, { count: (this.#seen.get(replica)?.count ?? 0) + 1, at: now });
    for (const [name, { at }] of this.#seen) if (now - at > FORGET_MILLISECONDS) this.#seen.delete(name);
    const names = [...this.#seen.keys()].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    this.#list.replaceChildren(
      ...names.map((name) =>
        make(
          "li",
          { className: name === replica ? "replica last" : "replica", title: "times this replica answered" },
          make("span", { textContent: name }),
          make("b", { textContent: this.#seen.get(name).count }),
        ),
      ),
    );
  }
}
