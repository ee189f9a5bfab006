import { make } from "./dom.js";
import { patientPicture } from "./patient-picture.js";

/** One image: the original, and beside it its results as they come. */
export class PictureItem {
  #image;
  #key = "";
  #compare;
  #note = make("span");
  #results = make("ul", { className: "results" });

  constructor(image, compare) {
    this.id = image.id;
    this.#image = image;
    this.#compare = compare;
    this.element = make(
      "li",
      { className: "picture" },
      make("header", {}, make("h3", { textContent: image.name }), this.#note),
      make(
        "div",
        { className: "sides" },
        make(
          "figure",
          { className: "original" },
          patientPicture(image.original, `${image.name}, the original`),
          make("figcaption", { textContent: "original" }),
        ),
        this.#results,
      ),
    );
    this.element.dataset.image = image.id;
  }

  show(image) {
    const key = `${image.status} ${Object.keys(image.results).length}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#image = image;
    this.element.dataset.status = image.status;
    this.#note.textContent = noteOf(image);
    const results = image.operations.map((operation) => this.#result(operation));
    this.#results.replaceChildren(...(image.status === "failed" ? [] : results));
  }

  #result(operation) {
    const url = this.#image.results[operation];
    const caption = make("span", { className: "caption", textContent: operation });
    if (url === undefined)
      return make("li", { className: "coming" }, make("span", { className: "frame" }), caption);
    const button = make("button", { type: "button" }, patientPicture(url, ""), caption);
    button.setAttribute("aria-label", `${operation} of ${this.#image.name}, beside the original`);
    button.addEventListener("click", () => this.#compare.open(this.#image, operation));
    return make("li", {}, button);
  }
}

function noteOf({ status, worker, duration_ms: duration, error, created, finished }) {
  if (status === "failed") return `given up: ${error}`;
  if (status !== "done") return "waiting for a worker";
  const waited = (Date.parse(finished) - Date.parse(created)) / 1000;
  return `${worker} in ${Math.round(duration)} ms, ${waited.toFixed(1)} s after it came`;
}
