import { make } from "./dom.js";
import { ask } from "./ask.js";

/** The dead-letter list: asked for when somebody opens it, and when it grows while it is open. */
export class GivenUp {
  #details;
  #list;
  #count = 0;
  #shown = 0;

  constructor(details, list) {
    this.#details = details;
    this.#list = list;
    details.addEventListener("toggle", () => this.#refresh());
  }

  show(count) {
    this.#count = count;
    this.#details.hidden = count === 0;
    this.#refresh();
  }

  async #refresh() {
    if (!this.#details.open || this.#count === this.#shown) return;
    this.#shown = this.#count;
    const { dead } = await ask("/dead").catch((error) => ({ dead: [{ error: error.message }] }));
    this.#list.replaceChildren(
      ...dead.map(({ error, worker, time }) => {
        const when = time === undefined ? "" : new Date(time * 1000).toLocaleTimeString();
        return make(
          "li",
          {},
          make("b", { textContent: error }),
          make("span", { className: "soft", textContent: [when, worker].filter(Boolean).join(", ") }),
        );
      }),
    );
  }
}
