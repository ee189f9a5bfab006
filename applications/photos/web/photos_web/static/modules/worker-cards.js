import { make, say } from "./dom.js";

// A worker's heart beats every two seconds.
const LATE_SECONDS = 6;

/** A card for each worker: whether it lives, what it did, and how much of the work that was. */
export class WorkerCards {
  #list;
  #cards = new Map();

  constructor(list) {
    this.#list = list;
  }

  show(workers) {
    const sorted = [...workers].sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
    const most = Math.max(1, ...sorted.map(({ done }) => done));
    const cards = sorted.map((worker) => {
      const card = this.#cards.get(worker.id) ?? new WorkerCard(worker.id);
      card.show(worker, most);
      return card;
    });
    const same = cards.length === this.#cards.size && cards.every(({ id }) => this.#cards.has(id));
    this.#cards = new Map(cards.map((card) => [card.id, card]));
    if (!same) this.#list.replaceChildren(...cards.map(({ element }) => element));
  }
}

class WorkerCard {
  #state = make("span", { className: "soft" });
  #done = make("dd");
  #failed = make("dd");
  #share = make("meter", { min: 0 });
  #heart = make("span", { className: "heart", ariaHidden: "true" });
  #age = Infinity;

  constructor(id) {
    this.id = id;
    this.#share.setAttribute("aria-label", `What ${id} did, beside the worker that did most`);
    this.element = make(
      "li",
      { className: "worker" },
      make("h3", {}, this.#heart, make("span", { textContent: id })),
      this.#state,
      make(
        "dl",
        {},
        make("div", {}, make("dt", { textContent: "done" }), this.#done),
        make("div", {}, make("dt", { textContent: "failed" }), this.#failed),
      ),
      this.#share,
    );
    this.element.dataset.worker = id;
  }

  show({ age, done, failed, current }, most) {
    const late = age > LATE_SECONDS;
    this.element.dataset.state = late ? "late" : current === null ? "idle" : "working";
    say(
      this.#state,
      late
        ? `silent for ${Math.round(age)} s`
        : `${current === null ? "idle" : "working"}, heartbeat ${age.toFixed(1)} s ago`,
    );
    say(this.#done, String(done));
    say(this.#failed, String(failed));
    this.#share.max = most;
    this.#share.value = done;
    if (age < this.#age) beat(this.#heart);
    this.#age = age;
  }
}

/** Each heartbeat is seen as one, by those who like things to move. */
function beat(heart) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  heart.animate({ transform: ["scale(1)", "scale(1.7)", "scale(1)"] }, { duration: 500, easing: "ease-out" });
}
