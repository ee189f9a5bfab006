import { draw, make, say } from "./dom.js";

const WIDTH = 600;
const HEIGHT = 120;
const GAP = 2;

/** A bar for each of the last sixty seconds, the newest on the right. */
export class ThroughputPlot {
  #svg = draw("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": "Images a second in the last minute",
  });
  #bars = [];
  #now = make("b");
  #peak = make("span", { className: "soft" });

  constructor(figure) {
    figure.append(
      make("p", { className: "now" }, this.#now, this.#peak),
      this.#svg,
      make(
        "figcaption",
        { className: "soft" },
        make("span", { textContent: "a minute ago" }),
        make("span", { textContent: "now" }),
      ),
    );
  }

  /** @param {number[]} counts images of each second, the oldest first */
  show(counts) {
    if (this.#bars.length !== counts.length) this.#prepare(counts.length);
    const peak = Math.max(...counts);
    // A scale that does not jump with every image.
    const top = niceTop(peak);
    counts.forEach((count, index) => {
      const height = count === 0 ? 0 : Math.max(2, (count / top) * HEIGHT);
      this.#bars[index].setAttribute("y", HEIGHT - height);
      this.#bars[index].setAttribute("height", height);
    });
    say(this.#now, String(counts.at(-1)));
    say(this.#peak, `now, at most ${peak} in the last minute`);
    this.#svg.setAttribute(
      "aria-label",
      `Images a second in the last minute: ${counts.at(-1)} now, at most ${peak}`,
    );
  }

  #prepare(count) {
    const step = WIDTH / count;
    this.#bars = Array.from({ length: count }, (_, index) =>
      draw("rect", { x: index * step + GAP / 2, width: step - GAP, y: HEIGHT, height: 0, rx: 1.5 }),
    );
    this.#svg.replaceChildren(...this.#bars);
  }
}

/** The next of 5, 10, 20, 50, 100, ... */
function niceTop(peak) {
  for (let power = 1; ; power *= 10)
    for (const factor of [5, 10, 20]) if (peak <= factor * power) return factor * power;
}
