import { make, say } from "./dom.js";

const NUMBERS = [
  ["queued", "waiting"],
  ["processing", "in work"],
  ["done", "done"],
  ["delayed", "to be retried"],
  ["dead", "given up"],
];

const format = new Intl.NumberFormat("en");

/** Shows how long the queue is, and what became of what was in it. */
export function showNumbers(list, state) {
  if (list.childElementCount === 0) list.append(...NUMBERS.map(([key, label]) => item(key, label)));
  for (const [key] of NUMBERS) {
    const value = list.querySelector(`[data-number="${key}"]`);
    say(value, format.format(state[key]));
    value.parentElement.classList.toggle("bad", key === "dead" && state[key] > 0);
  }
}

function item(key, label) {
  const value = make("dd");
  value.dataset.number = key;
  return make("div", {}, make("dt", { textContent: label }), value);
}
